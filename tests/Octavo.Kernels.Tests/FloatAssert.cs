namespace Octavo.Kernels.Tests;

internal static class FloatAssert
{
    /// <summary>Equal bits, where any NaN is as good as any other.</summary>
    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i])
                && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
            {
                Assert.Fail($"{what}: element {i} is {actual[i]:R}, expected {expected[i]:R}.");
            }
        }
    }

    /// <summary>
    /// The bound on a sum of <paramref name="terms"/> products in float32: 2^-24 (4 + 2 sqrt(terms)) x sum of magnitudes.
    /// </summary>
    public static double SumBound(int terms, double sumOfMagnitudes) => Math.Pow(2, -24) * (4 + (2 * Math.Sqrt(terms))) * sumOfMagnitudes;
}
