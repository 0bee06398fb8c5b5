using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// Bilinear interpolation of [height, width, channels], float32, vectorized over channels. Every form gives the same bits.
/// </summary>
internal static unsafe class FloatBilinear
{
    /// <summary>All outputs of one output row [width, channels].</summary>
    /// <param name="columns">One for each output column.</param>
    public static void Row(float* image, float* output, ResizeTap row, ReadOnlySpan<ResizeTap> columns, int inputWidth, long channels,
        KernelMode mode)
    {
        if (mode == KernelMode.Reference)
        {
            Row<Lanes1>(image, output, row, columns, inputWidth, channels);
        }
        else if (ProcessorFeatures.HasVector512 && channels >= Lanes16.Count)
        {
            Row<Lanes16>(image, output, row, columns, inputWidth, channels);
        }
        else if (Vector256.IsHardwareAccelerated && channels >= Lanes8.Count)
        {
            Row<Lanes8>(image, output, row, columns, inputWidth, channels);
        }
        else
        {
            Row<Lanes4>(image, output, row, columns, inputWidth, channels);
        }
    }

    /// <summary>One form; the tail of the channels is done by the scalar one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row<TLanes>(float* image, float* output, ResizeTap row, ReadOnlySpan<ResizeTap> columns, int inputWidth,
        long channels)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var topRow = image + ((long)row.Lower * inputWidth * channels);
        var bottomRow = image + ((long)row.Upper * inputWidth * channels);
        var down = row.Distance;
        var target = output;
        foreach (var column in columns)
        {
            var left = column.Lower;
            var right = column.Upper;
            var across = column.Distance;
            long channel = 0;
            for (; channel <= channels - TLanes.Count; channel += TLanes.Count)
            {
                TLanes.Store(
                    Mix(
                        TLanes.Load(topRow + (left * channels) + channel), TLanes.Load(bottomRow + (left * channels) + channel),
                        TLanes.Load(topRow + (right * channels) + channel), TLanes.Load(bottomRow + (right * channels) + channel), down,
                            across),
                    target + channel);
            }

            for (; channel < channels; channel++)
            {
                target[channel] = Mix(
                    new Lanes1(topRow[(left * channels) + channel]), new Lanes1(bottomRow[(left * channels) + channel]),
                    new Lanes1(topRow[(right * channels) + channel]), new Lanes1(bottomRow[(right * channels) + channel]), down,
                        across).Value;
            }

            target += channels;
        }
    }

    private static TLanes Mix<TLanes>(TLanes topLeft, TLanes bottomLeft, TLanes topRight, TLanes bottomRight, float down, float across)
        where TLanes : unmanaged, ILanes<TLanes> =>
        (topLeft * TLanes.Of(1 - down) * TLanes.Of(1 - across))
        + (bottomLeft * TLanes.Of(down) * TLanes.Of(1 - across))
        + (topRight * TLanes.Of(1 - down) * TLanes.Of(across))
        + (bottomRight * TLanes.Of(down) * TLanes.Of(across));
}
