using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Which stored tensor each variable of a model has.</summary>
internal sealed class VariableTable(IReadOnlyDictionary<string, BundleTensor> stored)
{
    public static VariableTable Empty { get; } = new(new Dictionary<string, BundleTensor>());

    public IReadOnlyDictionary<string, BundleTensor> Stored => stored;

    /// <summary>The name that handles of the same variable share.</summary>
    public static string NameOf(TensorFlowNode handle) =>
        handle.Attributes.TryText("shared_name", out var name) && name.Length != 0 ? name : handle.SourceName;

    /// <exception cref="OctavoException">The stored tensor is not what the handle declares.</exception>
    public ModelVariable Find(TensorFlowNode handle)
    {
        var name = NameOf(handle);
        var type = handle.Attributes.ElementType("dtype");
        var shape = handle.Attributes.Shape("shape");
        if (!stored.TryGetValue(name, out var tensor))
        {
            return new ModelVariable(name, type, shape, null);
        }

        return tensor.ElementType == type && shape.Admits(tensor.Shape)
            ? new ModelVariable(name, type, tensor.Shape, tensor)
            : throw new OctavoException(
                ErrorKind.MalformedModel, "A variable's value in the checkpoint is not what the graph declares.", $"variable '{name}', checkpoint key '{tensor.Key}'",
                $"{type} {shape}", $"{tensor.ElementType} {tensor.Shape}");
    }
}
