using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// Pools over windows of [batch, height, width, channels], float32: vectorized over channels, each window summed row by row, the result
/// clamped. Every form gives the same bits.
/// </summary>
public static unsafe class FloatPool
{
    /// <summary>All outputs of one output row [width, channels].</summary>
    /// <param name="image">The image [height, width, channels] that the row belongs to.</param>
    public static void Row<TPool>(
        float* image, float* output, PoolWindow height, PoolWindow width, int outputRow, long channels, ActivationRange range, KernelMode mode)
        where TPool : struct, IPoolFunction
    {
        if (mode == KernelMode.Reference)
        {
            Row<TPool, Lanes1>(image, output, height, width, outputRow, channels, range);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            Row<TPool, Lanes16>(image, output, height, width, outputRow, channels, range);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Row<TPool, Lanes8>(image, output, height, width, outputRow, channels, range);
        }
        else
        {
            Row<TPool, Lanes4>(image, output, height, width, outputRow, channels, range);
        }
    }

    /// <summary>One form; the tail of the channels is done by the scalar one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row<TPool, TLanes>(
        float* image, float* output, PoolWindow height, PoolWindow width, int outputRow, long channels, ActivationRange range)
        where TPool : struct, IPoolFunction
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var rowStride = width.InputSize * channels;
        var top = height.First(outputRow);
        var rows = height.End(outputRow) - top;
        for (var column = 0; column < width.OutputSize; column++)
        {
            var left = width.First(column);
            var columns = width.End(column) - left;
            var window = image + (top * rowStride) + (left * channels);
            var target = output + (column * channels);
            long channel = 0;
            for (; channel <= channels - TLanes.Count; channel += TLanes.Count)
            {
                TLanes.Store(Window<TPool, TLanes>(window + channel, rows, columns, rowStride, channels, range), target + channel);
            }

            for (; channel < channels; channel++)
            {
                target[channel] = Window<TPool, Lanes1>(window + channel, rows, columns, rowStride, channels, range).Value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes Window<TPool, TLanes>(float* first, int rows, int columns, long rowStride, long channels, ActivationRange range)
        where TPool : struct, IPoolFunction
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Of(TPool.Start);
        for (var row = 0; row < rows; row++)
        {
            var source = first + (row * rowStride);
            for (var column = 0; column < columns; column++, source += channels)
            {
                sum = TPool.Add(sum, TLanes.Load(source));
            }
        }

        return new ClampFunction(range).Invoke(TPool.Finish(sum, (float)rows * columns));
    }
}
