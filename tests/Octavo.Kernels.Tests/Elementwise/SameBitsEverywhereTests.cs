namespace Octavo.Kernels.Tests;

/// <summary>Fingerprints of results, taken once: another machine, instruction set or version of .NET must give the same.</summary>
public sealed unsafe class SameBitsEverywhereTests
{
    [Fact]
    public void Transcendental_functions_give_the_bits_that_were_written_down()
    {
        Assert.Equal("F479B1B02E9B1A4F", Unary(default(ExponentialFunction)));
        Assert.Equal("6CB646BA0C70F4BD", Unary(default(LogarithmFunction)));
        Assert.Equal("2BFD6CEDAF5D18B9", Unary(default(SineFunction)));
        Assert.Equal("60367AEA1C4CCA39", Unary(default(CosineFunction)));
        Assert.Equal("ADE1FCEC66846518", Unary(default(HyperbolicTangentFunction)));
        Assert.Equal("BB052A1A06469769", Unary(default(LogisticFunction)));
        Assert.Equal("DCC9AAA62D24EFEF", Unary(default(GeluFunction)));
        Assert.Equal("F204340D845B8D89", Unary(default(EluFunction)));
        Assert.Equal("63EF18C13AEFB04C", Binary(default(PowerFunction)));
        Assert.Equal("03CACCDBFFD9B35A", Binary(default(ArcTangent2Function)));
    }

    private static string Unary<TFunction>(TFunction function)
        where TFunction : struct, IFloatUnary
    {
        var x = SpecialValues.Array(5003, 11);
        FloatUnary.Run(function, x.Pointer, x.Pointer, x.Count, KernelMode.Fastest);
        return Fingerprint(x.Span);
    }

    private static string Binary<TFunction>(TFunction function)
        where TFunction : struct, IFloatBinary
    {
        var left = SpecialValues.Array(5003, 12);
        var right = SpecialValues.Array(5003, 13);
        right.Span.Reverse();
        FloatBinary.Run(function, left.Pointer, 1, right.Pointer, 1, left.Pointer, left.Count, KernelMode.Fastest);
        return Fingerprint(left.Span);
    }

    /// <summary>FNV-1a over the bits, any NaN counted as one.</summary>
    private static string Fingerprint(ReadOnlySpan<float> values)
    {
        var hash = 14695981039346656037;
        foreach (var value in values)
        {
            hash = unchecked((hash ^ (float.IsNaN(value) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(value))) * 1099511628211);
        }

        return $"{hash:X16}";
    }
}
