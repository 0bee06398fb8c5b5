using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The pixels of one phase in one output row of a transpose convolution, and the input values that they read.</summary>
internal readonly unsafe struct TransposeRow<T>
    where T : unmanaged
{
    private readonly Convolution2DGeometry geometry;
    private readonly T* image;
    private readonly int phaseX;
    private readonly int tapsY;
    private readonly int tapsX;
    private readonly int inputY;
    private readonly int inputX;

    /// <param name="image">[inputHeight, inputWidth, inputChannels].</param>
    /// <param name="y">The output row.</param>
    public TransposeRow(T* image, in Convolution2DGeometry geometry, int y, int phaseX)
    {
        this.geometry = geometry;
        this.image = image;
        this.phaseX = phaseX;
        PhaseY = (y + geometry.PaddingTop) % geometry.StrideHeight;
        inputY = (y + geometry.PaddingTop) / geometry.StrideHeight;
        FirstX = (((phaseX - geometry.PaddingLeft) % geometry.StrideWidth) + geometry.StrideWidth) % geometry.StrideWidth;
        inputX = (FirstX + geometry.PaddingLeft) / geometry.StrideWidth;
        tapsY = TransposePhases.TapCount(PhaseY, geometry.StrideHeight, geometry.FilterHeight);
        tapsX = TransposePhases.TapCount(phaseX, geometry.StrideWidth, geometry.FilterWidth);
    }

    public int PhaseY { get; }

    public int PhaseX => phaseX;

    /// <summary>The first output column of the phase; the next ones follow strideWidth apart.</summary>
    public int FirstX { get; }

    public int PixelCount => Math.Max(0, (geometry.OutputWidth - FirstX + geometry.StrideWidth - 1) / geometry.StrideWidth);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(int firstPixel, int pixelCount, T* destination, T outside)
    {
        var channels = geometry.InputChannels;
        for (var pixel = firstPixel; pixel < firstPixel + pixelCount; pixel++)
        {
            for (var tapY = 0; tapY < tapsY; tapY++)
            {
                var y = inputY - tapY;
                for (var tapX = 0; tapX < tapsX; tapX++)
                {
                    var x = inputX + pixel - tapX;
                    var target = new Span<T>(destination, channels);
                    if ((uint)y < (uint)geometry.InputHeight && (uint)x < (uint)geometry.InputWidth)
                    {
                        new ReadOnlySpan<T>(image + ((((nint)y * geometry.InputWidth) + x) * channels), channels).CopyTo(target);
                    }
                    else
                    {
                        target.Fill(outside);
                    }

                    destination += channels;
                }
            }
        }
    }
}
