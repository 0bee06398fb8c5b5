using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A sum or difference, of floats, plain integers or codes.</summary>
/// <param name="HasPowerOfTwoScales">Whether quantized int16 operands have scales that are powers of two.</param>
internal abstract record SumOperator<TFunction>(FusedActivation Activation, bool HasPowerOfTwoScales) : ArithmeticOperator<TFunction>(Activation)
    where TFunction : struct, IFloatBinary, IIntegerBinary
{
    private protected abstract bool IsDifference { get; }

    public override KernelSupport SupportInteger(OperandTypes operands) => operands.Inputs.Any(input => input?.Quantization is not null)
        ? QuantizedOperands.Support(operands)
            .And(KernelSupport.When(Activation.IsClamp(), $"the fused activation {Activation} is no clamp"))
            .And(KernelSupport.When(
                operands.Input(0).ElementType != ElementType.Int16 || !HasPowerOfTwoScales || !HasPowers(operands), "int16 operands with scales of powers of two have no kernel here"))
        : base.SupportInteger(operands);

    public override Step PrepareInteger(KernelContext context)
    {
        if (context.Input(0).Quantization is null)
        {
            return base.PrepareInteger(context);
        }

        var factors = new QuantizedSumFactors(context, Activation, IsDifference);
        return context.Output(0).ElementType switch
        {
            ElementType.Int8 => new BroadcastStep<QuantizedSumRun<sbyte>>(context, new(factors)),
            ElementType.UInt8 => new BroadcastStep<QuantizedSumRun<byte>>(context, new(factors)),
            _ => new BroadcastStep<QuantizedSumRun<short>>(context, new(factors)),
        };
    }

    private static bool HasPowers(OperandTypes operands) => operands.Inputs.Concat(operands.Outputs).All(value => value?.Quantization?.Scale is { } scale && MathF.ScaleB(1, MathF.ILogB(scale)) == scale);
}
