namespace Octavo.Cli.Tests;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-12", -12)]
    [InlineData("+7", 7)]
    public void Whole_numbers_are_digits_with_a_sign(string text, long expected)
    {
        Assert.True(NumberText.TryWhole(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,000")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("\u0661")]
    [InlineData("9223372036854775808")]
    [InlineData("(1)")]
    public void Everything_else_is_none(string text) => Assert.False(NumberText.TryWhole(text, out _));

    [Theory]
    [InlineData("0.01", 0.01)]
    [InlineData(".5", 0.5)]
    [InlineData("1e-3", 0.001)]
    [InlineData("-2", -2)]
    public void Reals_have_a_point_and_an_exponent(string text, double expected)
    {
        Assert.True(NumberText.TryReal(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("0,0001")]
    [InlineData("1,000.5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-\u221E")]
    [InlineData("1e999")]
    [InlineData("5 %")]
    [InlineData("\u00A41")]
    [InlineData("")]
    public void Separators_and_what_is_not_finite_are_none(string text) => Assert.False(NumberText.TryReal(text, out _));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1000000", 1000000)]
    [InlineData("512M", 512L << 20)]
    [InlineData("2G", 2L << 30)]
    [InlineData("3k", 3072)]
    [InlineData("1KiB", 1024)]
    [InlineData("1MB", 1L << 20)]
    public void Bytes_have_units_of_powers_of_1024(string text, long expected)
    {
        Assert.True(NumberText.TryBytes(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("M")]
    [InlineData("1T")]
    [InlineData("1.5G")]
    [InlineData("1 G")]
    [InlineData("5B")]
    [InlineData("5i")]
    [InlineData("1GBB")]
    [InlineData("9223372036854775807G")]
    public void Everything_else_is_no_number_of_bytes(string text) => Assert.False(NumberText.TryBytes(text, out _));
}
