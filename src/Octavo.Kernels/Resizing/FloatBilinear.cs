using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>Bilinear interpolation of [height, width, channels], float32, vectorized over channels. Every form gives the same bits.</summary>
public static unsafe class FloatBilinear
{
    /// <summary>All outputs of one output row [width, channels].</summary>
    public static void Row(float* image, float* output, ResizeScale height, ResizeScale width, int outputRow, long channels, KernelMode mode)
    {
        if (mode == KernelMode.Reference)
        {
            Row<Lanes1>(image, output, height, width, outputRow, channels);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            Row<Lanes16>(image, output, height, width, outputRow, channels);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Row<Lanes8>(image, output, height, width, outputRow, channels);
        }
        else
        {
            Row<Lanes4>(image, output, height, width, outputRow, channels);
        }
    }

    /// <summary>One form; the tail of the channels is done by the scalar one.</summary>
    public static void Row<TLanes>(float* image, float* output, ResizeScale height, ResizeScale width, int outputRow, long channels)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        height.Neighbours(outputRow, out var top, out var bottom, out var y);
        var topRow = image + (top * width.InputSize * channels);
        var bottomRow = image + (bottom * width.InputSize * channels);
        var down = y - top;
        for (var column = 0; column < width.OutputSize; column++)
        {
            width.Neighbours(column, out var left, out var right, out var x);
            var across = x - left;
            var target = output + (column * channels);
            long channel = 0;
            for (; channel <= channels - TLanes.Count; channel += TLanes.Count)
            {
                TLanes.Store(
                    Mix(
                        TLanes.Load(topRow + (left * channels) + channel), TLanes.Load(bottomRow + (left * channels) + channel),
                        TLanes.Load(topRow + (right * channels) + channel), TLanes.Load(bottomRow + (right * channels) + channel), down, across),
                    target + channel);
            }

            for (; channel < channels; channel++)
            {
                target[channel] = Mix(
                    new Lanes1(topRow[(left * channels) + channel]), new Lanes1(bottomRow[(left * channels) + channel]),
                    new Lanes1(topRow[(right * channels) + channel]), new Lanes1(bottomRow[(right * channels) + channel]), down, across).Value;
            }
        }
    }

    private static TLanes Mix<TLanes>(TLanes topLeft, TLanes bottomLeft, TLanes topRight, TLanes bottomRight, float down, float across)
        where TLanes : unmanaged, ILanes<TLanes> =>
        (topLeft * TLanes.Of(1 - down) * TLanes.Of(1 - across))
        + (bottomLeft * TLanes.Of(down) * TLanes.Of(1 - across))
        + (topRight * TLanes.Of(1 - down) * TLanes.Of(across))
        + (bottomRight * TLanes.Of(down) * TLanes.Of(across));
}
