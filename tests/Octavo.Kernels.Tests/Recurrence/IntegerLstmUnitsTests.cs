namespace Octavo.Kernels.Tests;

public sealed class IntegerLstmUnitsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(123_456_789)]
    [InlineData(int.MaxValue)]
    public void The_inverse_root_is_that_of_the_value(int value)
    {
        var root = IntegerLstmUnits.InverseRoot(value);
        Assert.Equal(1, Math.ScaleB(root.Multiplier, root.Shift - 31) * Math.Sqrt(value), 4);
    }

    [Fact]
    public void The_inverse_root_of_one_is_the_largest_multiplier() =>
        Assert.Equal(new QuantizedMultiplier(int.MaxValue, 0), IntegerLstmUnits.InverseRoot(1));
}
