using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// What a sum of codes needs: common scale = 2 x the larger of both scales; left, right -> common, and common x 2^-shift -> output, as
/// fixed-point factors. Source: LiteRT tflite/kernels/add.cc and sub.cc, the general quantized form (the formulas).
/// </summary>
internal readonly struct QuantizedSumFactors
{
    private const int ShiftOfBytes = 20;
    private const int ShiftOfShorts = 15;

    private readonly int shift;
    private readonly int leftZeroPoint;
    private readonly int rightZeroPoint;
    private readonly int outputZeroPoint;
    private readonly int sign;
    private readonly QuantizedMultiplier left;
    private readonly QuantizedMultiplier right;
    private readonly QuantizedMultiplier output;
    private readonly QuantizedRange range;

    /// <param name="context">A node with two inputs and one output of one type, each with one scale.</param>
    /// <param name="isDifference">Whether the right side is taken away.</param>
    public QuantizedSumFactors(KernelContext context, FusedActivation activation, bool isDifference)
    {
        var (one, other, result) = (context.Input(0).Quantization!, context.Input(1).Quantization!, context.Output(0).Quantization!);
        var type = context.Output(0).ElementType;
        shift = type == ElementType.Int16 ? ShiftOfShorts : ShiftOfBytes;
        var common = 2.0 * Math.Max(one.Scale, other.Scale);
        left = QuantizedMultiplier.From(one.Scale / common);
        right = QuantizedMultiplier.From(other.Scale / common);
        output = QuantizedMultiplier.From(common / ((1 << shift) * (double)result.Scale));
        (leftZeroPoint, rightZeroPoint, outputZeroPoint) = ((int)one.ZeroPoint, (int)other.ZeroPoint, (int)result.ZeroPoint);
        sign = isDifference ? -1 : 1;
        range = QuantizedRange.Of(activation.Range(), result, type);
    }

    public int Sum(int one, int other)
    {
        var sum = left.Multiply((one - leftZeroPoint) << shift) + (sign * right.Multiply((other - rightZeroPoint) << shift));
        return range.Clamp(output.Multiply(sum) + outputZeroPoint);
    }
}
