namespace Octavo.Kernels.Tests;

public sealed unsafe class FloatPoolTests
{
    [Fact]
    public void Every_width_gives_the_bits_of_the_scalar_form()
    {
        Compare<AveragePool>();
        Compare<MaximumPool>();
        Compare<EuclideanPool>();
    }

    private static void Compare<TPool>()
        where TPool : struct, IPoolFunction
    {
        var expected = Form<TPool, Lanes1>();
        FloatAssert.SameBits(expected, Form<TPool, Lanes4>(), $"{typeof(TPool).Name}, 4 lanes");
        FloatAssert.SameBits(expected, Form<TPool, Lanes8>(), $"{typeof(TPool).Name}, 8 lanes");
        FloatAssert.SameBits(expected, Form<TPool, Lanes16>(), $"{typeof(TPool).Name}, 16 lanes");
    }

    private static float[] Form<TPool, TLanes>()
        where TPool : struct, IPoolFunction
        where TLanes : unmanaged, ILanes<TLanes>
    {
        const int Channels = 37;
        var image = RandomValues.Floats(5 * 6 * Channels, 4, 3);
        var output = new NativeArray<float>(3 * 3 * Channels);
        var height = new PoolWindow(5, 3, 3, 2, 1);
        var width = new PoolWindow(6, 3, 3, 2, 0);
        for (var row = 0; row < 3; row++)
        {
            FloatPool.Row<TPool, TLanes>(image.Pointer, output.Pointer + (row * 3 * Channels), height, width, row, Channels,
                ActivationRange.None);
        }

        return output.ToArray();
    }
}
