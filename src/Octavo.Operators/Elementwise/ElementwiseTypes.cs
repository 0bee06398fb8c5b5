using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Which element types the elementwise kernels take.</summary>
internal static class ElementwiseTypes
{
    /// <summary>Whether all operands are float32, or all float16.</summary>
    public static KernelSupport Float(OperandTypes operands) =>
        Of(operands, type => type is ElementType.Float32 or ElementType.Float16, "float32 or float16");

    /// <summary>Whether all operands are float32.</summary>
    public static KernelSupport Float32(OperandTypes operands) => Of(operands, type => type == ElementType.Float32, "float32");

    /// <summary>Whether all inputs are of one of these types and stand for plain numbers.</summary>
    public static KernelSupport Plain(OperandTypes operands, FrozenSet<ElementType> types) =>
        operands.Inputs.Concat(operands.Outputs).Any(value => value?.Quantization is not null || value?.QuantizationDetail is not null)
            ? KernelSupport.No("quantized integers have no kernel here")
            : Of(operands, types.Contains, string.Join(", ", types.Order()));

    /// <summary>Whether input 0 is of one of these types and stands for plain numbers; other inputs name positions.</summary>
    public static KernelSupport PlainInput(OperandTypes operands, FrozenSet<ElementType> types)
    {
        var input = operands.Input(0);
        return input.Quantization is not null || input.QuantizationDetail is not null
            ? KernelSupport.No("quantized integers have no kernel here")
            : KernelSupport.When(types.Contains(input.ElementType), $"the input must be {string.Join(", ", types.Order())}");
    }

    private static KernelSupport Of(OperandTypes operands, Func<ElementType, bool> isTaken, string names)
    {
        var first = operands.Input(0).ElementType;
        return KernelSupport.When(
            isTaken(first) && operands.Inputs.All(input => input?.ElementType == first),
            $"all inputs must be {names}");
    }
}
