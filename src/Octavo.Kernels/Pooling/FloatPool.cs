using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// Pools over windows of [batch, height, width, channels], float32: vectorized over channels, each window summed row by row, the result
/// clamped. Every form gives the same bits.
/// </summary>
internal static unsafe class FloatPool
{
    /// <summary>All outputs of one output row [width, channels].</summary>
    /// <param name="image">The image [height, width, channels] that the row belongs to.</param>
    public static void Row<TPool>(
        float* image, float* output, PoolWindow height, PoolWindow width, int outputRow, long channels, ActivationRange range,
        KernelMode mode)
        where TPool : struct, IPoolFunction
    {
        if (mode == KernelMode.Reference)
        {
            Row<TPool, Lanes1>(image, output, height, width, outputRow, channels, range);
        }
        else if (ProcessorFeatures.HasVector512 && channels >= Lanes16.Count)
        {
            Row<TPool, Lanes16>(image, output, height, width, outputRow, channels, range);
        }
        else if (Vector256.IsHardwareAccelerated && channels >= Lanes8.Count)
        {
            Row<TPool, Lanes8>(image, output, height, width, outputRow, channels, range);
        }
        else
        {
            Row<TPool, Lanes4>(image, output, height, width, outputRow, channels, range);
        }
    }

    /// <summary>
    /// One form. The last register of channels overlaps the one before; fewer channels than a register has are done by the scalar form.
    /// </summary>
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
            if (channels < TLanes.Count)
            {
                for (long channel = 0; channel < channels; channel++)
                {
                    target[channel] = Window<TPool, Lanes1>(window + channel, rows, columns, rowStride, channels, range).Value;
                }

                continue;
            }

            for (long next = 0; next < channels; next += TLanes.Count)
            {
                var channel = Math.Min(next, channels - TLanes.Count);
                TLanes.Store(Window<TPool, TLanes>(window + channel, rows, columns, rowStride, channels, range), target + channel);
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
