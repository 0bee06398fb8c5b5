using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>x clamped to a range; codes are rescaled to the output's scale on the way.</summary>
internal abstract record RectifierOperator : UnaryOperator<ClampFunction>, IQuantizedKernel
{
    protected override ClampFunction Function => new(Range);

    private protected abstract ActivationRange Range { get; }

    public KernelSupport SupportQuantized(OperandTypes operands) => QuantizedOperands.Support(operands);

    public Step PrepareQuantized(KernelContext context)
    {
        var input = context.Input(0).Quantization!;
        var output = context.Output(0).Quantization!;
        var factor = QuantizedMultiplier.From((double)input.Scale / output.Scale);
        var range = QuantizedRange.Of(Range, output, context.Output(0).ElementType);
        var (from, to) = ((int)input.ZeroPoint, (int)output.ZeroPoint);
        return context.Output(0).ElementType switch
        {
            ElementType.Int8 => new FlatStep<ClampedRequantizeRun<sbyte>>(context, new(from, factor, to, range)),
            ElementType.UInt8 => new FlatStep<ClampedRequantizeRun<byte>>(context, new(from, factor, to, range)),
            _ => new FlatStep<ClampedRequantizeRun<short>>(context, new(from, factor, to, range)),
        };
    }
}
