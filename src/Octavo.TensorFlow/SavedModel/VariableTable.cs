using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Which stored tensor each variable of a model has.</summary>
/// <param name="bundle">The checkpoint; null where there is none.</param>
/// <param name="keys">By variable: the name in the checkpoint, and which slice of it (empty: all).</param>
internal sealed class VariableTable(TensorBundle? bundle, IReadOnlyDictionary<string, (string Key, string Slice)> keys)
{
    public static VariableTable Empty { get; } = new(null, new Dictionary<string, (string Key, string Slice)>());

    public IEnumerable<string> Names => keys.Keys;

    /// <summary>The stored tensor of a variable; null where there is none.</summary>
    /// <exception cref="OctavoException">The checkpoint describes it wrongly.</exception>
    public BundleTensor? FindStored(string variable) =>
        keys.TryGetValue(variable, out var place) ? bundle?.Tensor(place.Key, place.Slice) : null;

    /// <summary>The name that handles of the same variable share.</summary>
    public static string NameOf(TensorFlowNode handle) =>
        handle.Attributes.TryText("shared_name", out var name) && name.Length != 0 ? name : handle.SourceName;

    /// <inheritdoc cref="NameOf(TensorFlowNode)"/>
    public static string NameOf(NodeDef handle) =>
        handle.Attr.TryGetValue("shared_name", out var name) && name.S.Length != 0 ? name.S.ToStringUtf8() : handle.Name;

    /// <exception cref="OctavoException">The stored tensor is not what the handle declares.</exception>
    public ModelVariable Find(TensorFlowNode handle)
    {
        var name = NameOf(handle);
        var type = handle.Attributes.ElementType("dtype");
        var shape = handle.Attributes.Shape("shape");
        var isReference = handle.Operation != "VarHandleOp";
        if (FindStored(name) is not { } tensor)
        {
            return new ModelVariable(name, type, shape, shape, isReference, null);
        }

        return tensor.ElementType == type && shape.Admits(tensor.Shape)
            ? new ModelVariable(name, type, tensor.Shape, shape, isReference, tensor)
            : throw new OctavoException(
                ErrorKind.MalformedModel, "A variable's value in the checkpoint is not what the graph declares.",
                $"variable '{name}', checkpoint key '{tensor.Key}'",
                $"{type} {shape}", $"{tensor.ElementType} {tensor.Shape}");
    }
}
