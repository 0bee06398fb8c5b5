namespace Octavo.Kernels.Tests;

public sealed class FixedPoint16Tests
{
    /// <summary>Steps of 2^-15 by which the functions' series and divisions may be off.</summary>
    private const double Steps = 40;

    [Fact]
    public void The_logistic_of_every_code_is_near_the_real_one()
    {
        for (var code = (int)short.MinValue; code <= short.MaxValue; code++)
        {
            var expected = 32768 / (1 + Math.Exp(-code / 4096.0));
            Assert.InRange(FixedPoint16.Logistic((short)code) - expected, -Steps, Steps);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void The_hyperbolic_tangent_of_every_code_is_near_the_real_one(int integerBits)
    {
        // The argument itself has this many steps for a step of the result.
        var allowed = Steps * Math.Max(1, 1 << (integerBits - 3 < 0 ? 0 : integerBits - 3));
        for (var code = (int)short.MinValue; code <= short.MaxValue; code++)
        {
            var expected = 32768 * Math.Tanh(Math.ScaleB(code, integerBits - 15));
            Assert.InRange(FixedPoint16.Tanh((short)code, integerBits) - expected, -allowed, allowed);
        }
    }

    [Theory]
    [InlineData(5, 1, 3)]
    [InlineData(-5, 1, -3)]
    [InlineData(4, 3, 1)]
    [InlineData(-4, 3, -1)]
    [InlineData(3, 3, 0)]
    public void A_shift_rounds_half_away_from_zero(int value, int exponent, int expected) =>
        Assert.Equal(expected, FixedPoint16.RoundingShift(value, exponent));

    [Fact]
    public void Products_and_rescaling_saturate()
    {
        Assert.Equal(short.MaxValue, FixedPoint16.Multiply(short.MinValue, short.MinValue));
        Assert.Equal(short.MaxValue, FixedPoint16.Rescale(20000, 4, 3));
        Assert.Equal(short.MinValue, FixedPoint16.Rescale(-20000, 4, 3));
        Assert.Equal(-10000, FixedPoint16.Rescale(-20000, 3, 4));
    }
}
