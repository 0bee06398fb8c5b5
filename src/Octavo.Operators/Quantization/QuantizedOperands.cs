using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Whether all operands of a node are codes of one type, each with one scale.</summary>
internal static class QuantizedOperands
{
    /// <summary>int8, uint8 or int16 (whose zero points are 0), inputs and outputs alike.</summary>
    public static KernelSupport Support(OperandTypes operands)
    {
        var type = operands.Input(0).ElementType;
        return KernelSupport
            .When(type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16, $"the input is {type}, not int8, uint8 or int16")
            .And(KernelSupport.When(
                operands.Inputs.Concat(operands.Outputs)
                .All(value =>
                    value?.ElementType == type && value is { QuantizationDetail: null, Quantization: { IsPerChannel: false, Scale: > 0 } }),
                "inputs and outputs must have one type, and one scale each"))
            .And(KernelSupport.When(
                type != ElementType.Int16 || operands.Inputs.Concat(operands.Outputs)
                .All(value => value?.Quantization?.ZeroPoint is 0 or null), "int16 codes have no zero point"));
    }
}
