using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>
/// A value that is known before the model runs. It is evaluated when it is asked for and not kept: a chain of derivations
/// (transpose, fold, quantize) needs the memory of one tensor, and a model of any size that of its largest.
/// </summary>
public sealed class Constant
{
    private readonly Func<Tensor> evaluate;

    private Constant(ElementType elementType, Shape shape, string origin, bool isFree, Func<Tensor> evaluate)
    {
        ElementType = elementType;
        Shape = shape;
        Origin = origin;
        IsFree = isFree;
        this.evaluate = evaluate;
    }

    public ElementType ElementType { get; }

    public Shape Shape { get; }

    /// <summary>Where the elements come from and what was done to them, for reports: <c>variables/dense/kernel, transposed</c>.</summary>
    public string Origin { get; }

    /// <summary>Whether <see cref="Evaluate"/> costs nothing: the tensor is held in memory or mapped from a file.</summary>
    public bool IsFree { get; }

    public long ElementCount => Shape.ElementCount;

    public long SizeInBytes => ElementType.SizeInBytes(ElementCount);

    /// <summary>A constant whose tensor is held, or is a slice of a mapped file.</summary>
    public static Constant From(Tensor tensor, string origin = "") => new(tensor.ElementType, tensor.Shape, origin, true, () => tensor);

    /// <summary>A constant read or computed anew each time it is asked for.</summary>
    /// <param name="evaluate">Pure; gives a tensor of the type and shape declared.</param>
    public static Constant Lazy(ElementType elementType, Shape shape, string origin, Func<Tensor> evaluate) =>
        new(elementType, shape, origin, false, evaluate);

    /// <summary>A constant computed from this one.</summary>
    public Constant Derive(ElementType elementType, Shape shape, string step, Func<Tensor, Tensor> transform) =>
        Lazy(elementType, shape, Origin.Length == 0 ? step : $"{Origin}, {step}", () => transform(Evaluate()));

    /// <summary>The elements; computed on each call unless <see cref="IsFree"/>.</summary>
    public Tensor Evaluate()
    {
        var tensor = evaluate();
        return tensor.ElementType == ElementType && tensor.Shape == Shape
            ? tensor
            : throw new InvalidOperationException($"Constant '{Origin}' was declared {ElementType} {Shape} and evaluates to {tensor}.");
    }
}
