namespace Octavo.Kernels;

/// <summary>
/// Fixed-point numbers of 16 bits: a number with m integer bits is code x 2^(m - 15), in [-2^m, 2^m). Every operation rounds and saturates
/// as the library that TFLite's integer LSTMs use. Formulas: docs/numerics.md, "Fixed-point functions". Source: gemmlowp,
/// fixedpoint/fixedpoint.h.
/// </summary>
internal static class FixedPoint16
{
    private const int One = short.MaxValue;

    /// <summary>e^-2^k for k = -2 to 4, no integer bits.</summary>
    private static ReadOnlySpan<int> Powers => [25520, 19875, 12055, 4435, 600, 11, 0];

    /// <summary>1 / (1 + e^-x), no integer bits.</summary>
    /// <param name="code">With 3 integer bits.</param>
    public static short Logistic(short code)
    {
        if (code == 0)
        {
            return 1 << 14;
        }

        var positive = SaturatingShift(Reciprocal(ExponentialOfNegative(code > 0 ? (short)-code : code, 3)), 1);
        return (short)(code > 0 ? positive : One - positive);
    }

    /// <summary>tanh x, no integer bits.</summary>
    /// <param name="integerBits">Of the code: 0 to 6.</param>
    public static short Tanh(short code, int integerBits)
    {
        if (code == 0)
        {
            return 0;
        }

        var reciprocal = Reciprocal(ExponentialOfNegative(code < 0 ? code : (short)-code, integerBits + 1));
        var magnitude = SaturatingShift((short)(reciprocal - (1 << 13)), 2);
        return (short)(code < 0 ? -magnitude : magnitude);
    }

    /// <summary>left x right x 2^-15, rounded half away from zero; -1 x -1 is the largest number.</summary>
    public static short Multiply(short left, short right)
    {
        if (left == short.MinValue && right == short.MinValue)
        {
            return short.MaxValue;
        }

        var product = left * right;
        return (short)((product + (product >= 0 ? 1 << 14 : 1 - (1 << 14))) / (1 << 15));
    }

    /// <summary>value x 2^-exponent, rounded half away from zero.</summary>
    public static int RoundingShift(int value, int exponent)
    {
        var mask = (int)((1L << exponent) - 1);
        return (value >> exponent) + ((value & mask) > (mask >> 1) + (value < 0 ? 1 : 0) ? 1 : 0);
    }

    /// <summary>The code of the same number with other integer bits, saturated.</summary>
    public static short Rescale(short code, int integerBits, int targetIntegerBits) =>
        integerBits >= targetIntegerBits ? SaturatingShift(code, integerBits - targetIntegerBits)
        : (short)RoundingShift(code, targetIntegerBits - integerBits);

    public static short Saturate(int value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);

    private static short SaturatingShift(short value, int exponent)
    {
        var most = (1 << (15 - exponent)) - 1;
        return value > most ? short.MaxValue : value < -most ? short.MinValue : (short)(value << exponent);
    }

    /// <summary>
    /// 2 / (1 + x) for x in (0, 1) without integer bits, with 2 integer bits: Newton and Raphson's division, three rounds from 48/17 -
    /// 32/17 d.
    /// </summary>
    private static short Reciprocal(short code)
    {
        var half = (short)((code + One + 1) / 2);
        var x = (short)(23130 + Multiply(half, -15420));
        for (var round = 0; round < 3; round++)
        {
            var rest = (short)((1 << 13) - Multiply(half, x));
            x = (short)(x + SaturatingShift(Multiply(x, rest), 2));
        }

        return x;
    }

    /// <summary>e^x for x at most 0, no integer bits: a series over a quarter, times one constant for each bit above.</summary>
    private static short ExponentialOfNegative(short code, int integerBits)
    {
        if (code == 0)
        {
            return One;
        }

        var fractionalBits = 15 - integerBits;
        if (integerBits > 5 && code < -(1 << (20 - integerBits)))
        {
            return 0;
        }

        var quarter = 1 << (fractionalBits - 2);
        var part = (short)((code & (quarter - 1)) - quarter);
        var result = ExponentialInQuarter(SaturatingShift(part, integerBits));
        var remainder = part - code;
        for (var exponent = -2; exponent <= 4 && exponent < integerBits; exponent++)
        {
            if ((remainder & (1 << (fractionalBits + exponent))) != 0)
            {
                result = Multiply(result, (short)Powers[exponent + 2]);
            }
        }

        return result;
    }

    /// <summary>e^x for x in [-1/4, 0): Taylor's series around -1/8.</summary>
    private static short ExponentialInQuarter(short code)
    {
        const short constant = 28918;
        var x = (short)(code + (1 << 12));
        var square = Multiply(x, x);
        var cube = Multiply(square, x);
        var fourth = (short)RoundingShift(Multiply(square, square), 2);
        var tail = (short)RoundingShift((short)(Multiply((short)(fourth + cube), 10923) + square), 1);
        return Saturate(constant + Multiply(constant, (short)(x + tail)));
    }
}
