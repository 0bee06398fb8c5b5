using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Gathers the input values that output pixels read, in the order (filterY, filterX, channel): the rows of a convolution's matrix product.
/// </summary>
internal readonly unsafe struct ConvolutionRows<T>(T* input, in Convolution2DGeometry geometry, int group)
    where T : unmanaged, IEquatable<T>
{
    private readonly Convolution2DGeometry geometry = geometry;

    /// <param name="outside">What counts as zero, for places outside of the input.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(int firstRow, int rowCount, T* destination, T outside)
    {
        var x = firstRow % geometry.OutputWidth;
        var y = firstRow / geometry.OutputWidth % geometry.OutputHeight;
        var image = firstRow / geometry.OutputWidth / geometry.OutputHeight;
        for (var row = 0; row < rowCount; row++)
        {
            GatherPixel(image, y, x, destination, outside);
            destination += geometry.Depth;
            if (++x == geometry.OutputWidth)
            {
                x = 0;
                if (++y == geometry.OutputHeight)
                {
                    y = 0;
                    image++;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GatherPixel(int image, int y, int x, T* destination, T outside)
    {
        var channels = geometry.GroupInputChannels;
        var filterRow = geometry.FilterWidth * channels;
        var originY = (y * geometry.StrideHeight) - geometry.PaddingTop;
        var originX = (x * geometry.StrideWidth) - geometry.PaddingLeft;
        var (startX, endX) = Convolution2DGeometry.InsideTaps(originX, geometry.DilationWidth, geometry.FilterWidth, geometry.InputWidth);
        nint step = geometry.DilationWidth * geometry.InputChannels;
        for (var filterY = 0; filterY < geometry.FilterHeight; filterY++)
        {
            var inputY = originY + (filterY * geometry.DilationHeight);
            if ((uint)inputY >= (uint)geometry.InputHeight)
            {
                Fill(destination, filterRow, outside);
                destination += filterRow;
                continue;
            }

            Fill(destination, startX * channels, outside);
            var source = input
                + (((((nint)image * geometry.InputHeight) + inputY) * geometry.InputWidth) + originX
                    + (startX * geometry.DilationWidth)) * geometry.InputChannels
                + (group * channels);
            if (step == channels)
            {
                Copy(source, destination + (startX * channels), (endX - startX) * channels);
            }
            else
            {
                for (var filterX = startX; filterX < endX; filterX++)
                {
                    Copy(source, destination + (filterX * channels), channels);
                    source += step;
                }
            }

            Fill(destination + (endX * channels), filterRow - (endX * channels), outside);
            destination += filterRow;
        }
    }

    private static void Fill(T* destination, int count, T value)
    {
        if (count > 0)
        {
            new Span<T>(destination, count).Fill(value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(T* source, T* destination, int count)
    {
        if (count <= 4)
        {
            for (var i = 0; i < count; i++)
            {
                destination[i] = source[i];
            }

            return;
        }

        new ReadOnlySpan<T>(source, count).CopyTo(new Span<T>(destination, count));
    }
}
