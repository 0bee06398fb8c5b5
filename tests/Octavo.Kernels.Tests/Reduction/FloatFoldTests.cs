namespace Octavo.Kernels.Tests;

public sealed unsafe class FloatFoldTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(1000)]
    public void Every_width_gives_the_bits_of_the_definition(int count)
    {
        var x = RandomValues.Floats(count, 9, 10);
        var partials = new float[32];
        for (var i = 0; i < count; i++)
        {
            partials[i % 32] = (x.Span[i] * x.Span[i]) + partials[i % 32];
        }

        for (var half = 16; half >= 1; half /= 2)
        {
            for (var lane = 0; lane < half; lane++)
            {
                partials[lane] += partials[lane + half];
            }
        }

        Assert.Equal(partials[0], FloatFold.Run<SquareFunction, AddFunction, Lanes1>(default, default, 0, x.Pointer, count));
        Assert.Equal(partials[0], FloatFold.Run<SquareFunction, AddFunction, Lanes4>(default, default, 0, x.Pointer, count));
        Assert.Equal(partials[0], FloatFold.Run<SquareFunction, AddFunction, Lanes8>(default, default, 0, x.Pointer, count));
        Assert.Equal(partials[0], FloatFold.Run<SquareFunction, AddFunction, Lanes16>(default, default, 0, x.Pointer, count));
    }
}
