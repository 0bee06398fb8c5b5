using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>A variable that a graph reads or writes; its value is read when it is asked for.</summary>
internal sealed class ModelVariable
{
    private readonly BundleTensor? stored;

    internal ModelVariable(string name, ElementType elementType, Shape shape, Shape declaredShape, bool isReference, BundleTensor? stored)
    {
        Name = name;
        ElementType = elementType;
        Shape = shape;
        DeclaredShape = declaredShape;
        IsReference = isReference;
        this.stored = stored;
    }

    /// <summary>The shared name: handles with the same name are the same variable, in all signatures of a model.</summary>
    public string Name { get; }

    public ElementType ElementType { get; }

    /// <summary>The shape of the value in the checkpoint; the declared one where there is no value.</summary>
    public Shape Shape { get; }

    /// <summary>What may be assigned: sizes that may change are unknown.</summary>
    public Shape DeclaredShape { get; }

    /// <summary>Whether the graph hands on references to it (TensorFlow 1), not handles.</summary>
    public bool IsReference { get; }

    /// <summary>Whether the model's checkpoint has a value for it.</summary>
    public bool HasValue => stored is not null;

    /// <summary>The name of the value in the checkpoint; null where there is none.</summary>
    public string? CheckpointKey => stored?.Key;

    /// <inheritdoc cref="BundleTensor.Read"/>
    public Tensor Read() =>
        stored?.Read() ?? throw new OctavoException(
            ErrorKind.MalformedModel, "The model has no value for this variable.", $"variable '{Name}'",
            $"{ElementType} {Shape} in the checkpoint",
            hint: "Save the model as a SavedModel after its variables are initialised, or freeze them into constants.");
}
