namespace Octavo.Kernels;

/// <summary>
/// A transpose convolution as one ordinary product for each phase: output places that leave the same rest, (place + padding) mod stride,
/// read the filter taps rest, rest + stride, ..., and input places that fall by one from tap to tap.
/// </summary>
internal static class TransposePhases
{
    /// <summary>Taps of a filter axis that a phase reads.</summary>
    public static int TapCount(int phase, int stride, int filterSize) =>
        phase >= filterSize ? 0 : (filterSize - phase + stride - 1) / stride;

    /// <summary>Length of a phase's sums.</summary>
    public static int Depth(in Convolution2DGeometry geometry, int phaseY, int phaseX) =>
        TapCount(phaseY, geometry.StrideHeight, geometry.FilterHeight) * TapCount(phaseX, geometry.StrideWidth,
            geometry.FilterWidth) * geometry.InputChannels;

    /// <summary>The longest sum of all phases.</summary>
    public static int LargestDepth(in Convolution2DGeometry geometry) => Depth(geometry, 0, 0);

    /// <summary>
    /// The weights of one phase, [outputChannels, phase taps in the order (filterY, filterX), inputChannels], from [outputChannels,
    /// filterHeight, filterWidth, inputChannels].
    /// </summary>
    public static void Weights<T>(ReadOnlySpan<T> filter, in Convolution2DGeometry geometry, int phaseY, int phaseX, Span<T> target)
    {
        var channels = geometry.InputChannels;
        for (var output = 0; output < geometry.OutputChannels; output++)
        {
            for (var y = phaseY; y < geometry.FilterHeight; y += geometry.StrideHeight)
            {
                for (var x = phaseX; x < geometry.FilterWidth; x += geometry.StrideWidth)
                {
                    var tap = (((output * geometry.FilterHeight) + y) * geometry.FilterWidth) + x;
                    filter.Slice(tap * channels, channels).CopyTo(target);
                    target = target[channels..];
                }
            }
        }
    }
}
