using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Which element types the elementwise kernels take.</summary>
internal static class ElementwiseTypes
{
    /// <summary>Whether all operands are float32, or all float16.</summary>
    public static KernelSupport Float(Node node) => Of(node, type => type is ElementType.Float32 or ElementType.Float16, "float32 or float16");

    /// <summary>Whether all operands are float32.</summary>
    public static KernelSupport Float32(Node node) => Of(node, type => type == ElementType.Float32, "float32");

    /// <summary>Whether all inputs are of one of these types and stand for plain numbers.</summary>
    public static KernelSupport Plain(Node node, FrozenSet<ElementType> types) =>
        node.Inputs.Concat(node.Outputs).Any(value => value?.Quantization is not null || value?.QuantizationDetail is not null)
            ? KernelSupport.No("quantized integers have no kernel here")
            : Of(node, types.Contains, string.Join(", ", types.Order()));

    /// <summary>Whether input 0 is of one of these types and stands for plain numbers; other inputs name positions.</summary>
    public static KernelSupport PlainInput(Node node, FrozenSet<ElementType> types)
    {
        var input = node.Input(0);
        return input.Quantization is not null || input.QuantizationDetail is not null
            ? KernelSupport.No("quantized integers have no kernel here")
            : KernelSupport.When(types.Contains(input.ElementType), $"the input must be {string.Join(", ", types.Order())}");
    }

    private static KernelSupport Of(Node node, Func<ElementType, bool> isTaken, string names)
    {
        var first = node.Input(0).ElementType;
        return KernelSupport.When(
            isTaken(first) && node.Inputs.All(input => input?.ElementType == first),
            $"all inputs must be {names}");
    }
}
