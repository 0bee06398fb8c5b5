using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Sums and differences of codes.</summary>
internal static class QuantizedSums
{
    /// <param name="hasPowerOfTwoScales">Whether int16 operands have scales that are powers of two.</param>
    public static KernelSupport Support(OperandTypes operands, FusedActivation activation, bool hasPowerOfTwoScales) => QuantizedOperands
        .Support(operands)
        .And(KernelSupport.When(activation.IsClamp(), $"the fused activation {activation} is no clamp"))
        .And(KernelSupport.When(
            operands.Input(0).ElementType != ElementType.Int16 || !hasPowerOfTwoScales || !HasPowers(operands),
            "int16 operands with scales of powers of two have no kernel here"));

    /// <param name="isDifference">Whether the right side is taken away.</param>
    public static Step Prepare(KernelContext context, FusedActivation activation, bool isDifference)
    {
        var factors = new QuantizedSumFactors(context, activation, isDifference);
        return context.Output(0).ElementType switch
        {
            ElementType.Int8 => new BroadcastStep<QuantizedSumRun<sbyte>>(context, new(factors)),
            ElementType.UInt8 => new BroadcastStep<QuantizedSumRun<byte>>(context, new(factors)),
            _ => new BroadcastStep<QuantizedSumRun<short>>(context, new(factors)),
        };
    }

    private static bool HasPowers(OperandTypes operands) => operands.Inputs.Concat(operands.Outputs)
        .All(value => value?.Quantization?.Scale is { } scale && MathF.ScaleB(1, MathF.ILogB(scale)) == scale);
}
