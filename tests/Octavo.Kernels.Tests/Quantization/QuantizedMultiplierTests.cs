namespace Octavo.Kernels.Tests;

public sealed class QuantizedMultiplierTests
{
    [Theory]
    [InlineData(0.5, 3, 2)]
    [InlineData(0.5, -3, -1)]
    [InlineData(1.0, 12345, 12345)]
    [InlineData(3.0, -7, -21)]
    [InlineData(0.25, 2, 1)]
    [InlineData(0.25, -2, -1)]
    [InlineData(0.75, -2, -1)]
    [InlineData(0.0, 99, 0)]
    [InlineData(1e-12, int.MaxValue, 0)]
    public void A_product_is_rounded_to_nearest_ties_up_in_the_product_and_away_in_the_shift(double factor, int value, int expected) =>
        Assert.Equal(expected, QuantizedMultiplier.From(factor).Multiply(value));

    [Fact]
    public void The_fixed_point_form_is_within_one_part_in_2_to_the_31()
    {
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            var factor = Math.Exp((random.NextDouble() - 0.5) * 30);
            var (multiplier, shift) = QuantizedMultiplier.From(factor);
            Assert.InRange(multiplier, 1 << 30, int.MaxValue);
            Assert.Equal(factor, multiplier * Math.Pow(2, shift - 31), factor * Math.Pow(2, -31));
        }
    }
}
