namespace Octavo.Kernels;

/// <summary>
/// Reduces an angle of any size by quarter turns: the 24 bits of the float times the 96 bits of 2/pi that matter for its exponent.
/// Source: Payne and Hanek, "Radian reduction for trigonometric functions" (1983).
/// </summary>
internal static class LargeAngle
{
    // The first 224 bits of 2/pi.
    private static ReadOnlySpan<uint> TwoOverPi => [0xA2F9836E, 0x4E441529, 0xFC2757D1, 0xF534DDC0, 0xDB629599, 0x3C439041, 0xFE5163AB];

    /// <returns>The number of quarter turns, mod 4; NaN and infinities give a remainder of NaN.</returns>
    public static int Reduce(float angle, out float remainder)
    {
        var bits = BitConverter.SingleToInt32Bits(angle);
        var exponent = ((bits >> 23) & 0xFF) - 150;
        if (exponent == 105)
        {
            remainder = float.NaN;
            return 0;
        }

        var mantissa = (uint)(bits & 0x007FFFFF) | 0x00800000;

        // Bits of 2/pi above weight 4 / 2^exponent add whole turns only.
        var start = Math.Max(0, exponent - 2);
        var product = mantissa * Window(start);
        var fractionBits = Math.Min(127, start + 96 - exponent);
        var quarter = (int)(product >> fractionBits) & 3;
        var fraction = product & ((UInt128.One << fractionBits) - 1);

        // To nearest: a fraction of one half or more belongs to the next quarter.
        var signed = (Int128)fraction;
        if ((fraction >> (fractionBits - 1)) != 0)
        {
            signed -= Int128.One << fractionBits;
            quarter++;
        }

        var scaled = (long)(signed >> (fractionBits - 62));
        remainder = (float)(scaled * (Math.PI / 2 / (1L << 62)));
        if (bits < 0)
        {
            remainder = -remainder;
            quarter = -quarter;
        }

        return quarter & 3;
    }

    /// <summary>96 bits of 2/pi from bit <paramref name="start"/> on, 0 being the one of weight 1/2.</summary>
    private static UInt128 Window(int start)
    {
        var word = start / 32;
        var shift = start % 32;
        var bits = ((UInt128)TwoOverPi[word] << 96) | ((UInt128)TwoOverPi[word + 1] << 64) | (
            (UInt128)TwoOverPi[word + 2] << 32) | TwoOverPi[word + 3];
        return (bits << shift) >> 32;
    }
}
