namespace Octavo.Evaluation;

/// <summary>
/// The inverse cosine transform of an 8 x 8 block in integers, bit for bit what libjpeg's accurate method ("ISLOW") gives: the
/// factorization of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) with 11 multiplications, constants of 13 bits, 2 extra bits between the
/// passes, halves rounded up.
/// </summary>
internal static class JpegInverseTransform
{
    private const int ConstantBits = 13;
    private const int PassBits = 2;

    // round(x * 2^13) of the rotations' cosines and sines.
    private const int C0298631336 = 2446;
    private const int C0390180644 = 3196;
    private const int C0541196100 = 4433;
    private const int C0765366865 = 6270;
    private const int C0899976223 = 7373;
    private const int C1175875602 = 9633;
    private const int C1501321110 = 12299;
    private const int C1847759065 = 15137;
    private const int C1961570560 = 16069;
    private const int C2053119869 = 16819;
    private const int C2562915447 = 20995;
    private const int C3072711026 = 25172;

    /// <param name="coefficients">64 coefficients in natural order.</param>
    /// <param name="quantization">Their step sizes in natural order.</param>
    /// <param name="samples">Gets 8 rows of 8 samples, <paramref name="stride"/> apart.</param>
    public static void Run(ReadOnlySpan<short> coefficients, ReadOnlySpan<int> quantization, Span<byte> samples, int stride)
    {
        Span<int> work = stackalloc int[64];
        for (var column = 0; column < 8; column++)
        {
            for (var row = 0; row < 8; row++)
            {
                work[(8 * row) + column] = coefficients[(8 * row) + column] * quantization[(8 * row) + column];
            }

            Transform(work[column..], 8, ConstantBits - PassBits);
        }

        for (var row = 0; row < 8; row++)
        {
            var line = work.Slice(8 * row, 8);
            Transform(line, 1, ConstantBits + PassBits + 3);
            var target = samples.Slice(row * stride, 8);
            for (var column = 0; column < 8; column++)
            {
                target[column] = (byte)Math.Clamp(line[column] + 128, 0, 255);
            }
        }
    }

    /// <summary>
    /// One transform of 8 values that lie <paramref name="step"/> apart, in place; the result is divided by 2^<paramref name="shift"/>.
    /// </summary>
    private static void Transform(Span<int> values, int step, int shift)
    {
        var half = 1 << (shift - 1);

        // Even part: a butterfly of 0 and 4, a rotation of 2 and 6.
        var rotated = (values[2 * step] + values[6 * step]) * C0541196100;
        var even2 = rotated - (values[6 * step] * C1847759065);
        var even3 = rotated + (values[2 * step] * C0765366865);
        var even0 = (values[0] + values[4 * step]) << ConstantBits;
        var even1 = (values[0] - values[4 * step]) << ConstantBits;
        var (sum0, sum3) = (even0 + even3, even0 - even3);
        var (sum1, sum2) = (even1 + even2, even1 - even2);

        // Odd part: 7, 5, 3, 1.
        var (odd7, odd5, odd3, odd1) = (values[7 * step], values[5 * step], values[3 * step], values[step]);
        var pair71 = odd7 + odd1;
        var pair53 = odd5 + odd3;
        var pair73 = odd7 + odd3;
        var pair51 = odd5 + odd1;
        var all = (pair73 + pair51) * C1175875602;
        var turned71 = -pair71 * C0899976223;
        var turned53 = -pair53 * C2562915447;
        var turned73 = (-pair73 * C1961570560) + all;
        var turned51 = (-pair51 * C0390180644) + all;
        var out7 = (odd7 * C0298631336) + turned71 + turned73;
        var out5 = (odd5 * C2053119869) + turned53 + turned51;
        var out3 = (odd3 * C3072711026) + turned53 + turned73;
        var out1 = (odd1 * C1501321110) + turned71 + turned51;

        values[0] = (sum0 + out1 + half) >> shift;
        values[7 * step] = (sum0 - out1 + half) >> shift;
        values[step] = (sum1 + out3 + half) >> shift;
        values[6 * step] = (sum1 - out3 + half) >> shift;
        values[2 * step] = (sum2 + out5 + half) >> shift;
        values[5 * step] = (sum2 - out5 + half) >> shift;
        values[3 * step] = (sum3 + out7 + half) >> shift;
        values[4 * step] = (sum3 - out7 + half) >> shift;
    }
}
