namespace Octavo.Kernels;

/// <summary>
/// A positive real factor as fixed point: factor = Multiplier x 2^(Shift - 31), Multiplier in [2^30, 2^31). Multiplying rounds twice: the
/// doubled high product to nearest (ties up), then the right shift to nearest (ties away from zero).
/// Source: gemmlowp fixedpoint/fixedpoint.h; LiteRT tflite/kernels/internal/quantization_util.cc, QuantizeMultiplier (the formulas).
/// </summary>
internal readonly record struct QuantizedMultiplier(int Multiplier, int Shift)
{
    /// <param name="factor">Finite, at least 0. Factors below 2^-32 are 0.</param>
    public static QuantizedMultiplier From(double factor)
    {
        if (factor == 0)
        {
            return new(0, 0);
        }

        var shift = Math.ILogB(factor) + 1;
        var fixedPoint = (long)Math.Round(Math.ScaleB(factor, 31 - shift), MidpointRounding.AwayFromZero);
        if (fixedPoint == 1L << 31)
        {
            fixedPoint >>= 1;
            shift++;
        }

        return shift < -31 ? new(0, 0) : new((int)fixedPoint, shift);
    }

    /// <summary>value x factor, rounded; shifted left before and right after the multiplication.</summary>
    public int Multiply(int value)
    {
        var high = HighProduct(value);
        var right = Math.Max(-Shift, 0);
        if (right == 0)
        {
            return high;
        }

        var mask = (int)((1L << right) - 1);
        var remainder = high & mask;
        var threshold = (mask >> 1) + (high < 0 ? 1 : 0);
        return (high >> right) + (remainder > threshold ? 1 : 0);
    }

    /// <summary>As <see cref="Multiply"/>, but with a right shift that rounds ties up. Source: ruy, ruy/apply_multiplier.h.</summary>
    public int MultiplyTiesUp(int value)
    {
        var right = Math.Max(-Shift, 0);
        return right == 0 ? HighProduct(value) : (int)((HighProduct(value) + (1L << (right - 1))) >> right);
    }

    private int HighProduct(int value)
    {
        var product = (long)unchecked(value << Math.Max(Shift, 0)) * Multiplier;
        return (int)((product + (1L << 30)) >> 31);
    }
}
