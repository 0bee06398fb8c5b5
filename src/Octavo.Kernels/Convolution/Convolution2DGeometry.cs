namespace Octavo.Kernels;

/// <summary>
/// The sizes of a two-dimensional convolution: input [batch, inputHeight, inputWidth, inputChannels], output [batch, outputHeight,
/// outputWidth, outputChannels]. Output pixel (y, x) reads input row y x strideHeight - paddingTop + filterY x dilationHeight, columns
/// likewise; what lies outside of the input counts as zero. All sizes are at least 1, paddings may be negative; channels are multiples of
/// <see cref="Groups"/>.
/// </summary>
internal readonly record struct Convolution2DGeometry
{
    public Convolution2DGeometry()
    {
    }

    public int Batch { get; init; } = 1;

    public required int InputHeight { get; init; }

    public required int InputWidth { get; init; }

    public required int InputChannels { get; init; }

    public required int OutputHeight { get; init; }

    public required int OutputWidth { get; init; }

    public required int OutputChannels { get; init; }

    public required int FilterHeight { get; init; }

    public required int FilterWidth { get; init; }

    public int StrideHeight { get; init; } = 1;

    public int StrideWidth { get; init; } = 1;

    public int DilationHeight { get; init; } = 1;

    public int DilationWidth { get; init; } = 1;

    public int PaddingTop { get; init; }

    public int PaddingLeft { get; init; }

    public int Groups { get; init; } = 1;

    /// <summary>Output pixels of the whole batch: rows of the matrix product.</summary>
    public int PixelCount => checked(Batch * OutputHeight * OutputWidth);

    /// <summary>Terms of one output's sum: filterHeight x filterWidth x inputChannels of a group.</summary>
    public int Depth => checked(FilterHeight * FilterWidth * GroupInputChannels);

    public int GroupInputChannels => InputChannels / Groups;

    public int GroupOutputChannels => OutputChannels / Groups;

    /// <summary>Whether each output pixel reads just the input pixel of its own place.</summary>
    public bool IsPointwise =>
        FilterHeight == 1 && FilterWidth == 1 && StrideHeight == 1 && StrideWidth == 1 && PaddingTop == 0 && PaddingLeft == 0
        && OutputHeight == InputHeight && OutputWidth == InputWidth;

    /// <summary>
    /// The taps [start, end) of a filter axis that fall inside the input, for an output place whose first tap lies at
    /// <paramref name="origin"/>.
    /// </summary>
    internal static (int Start, int End) InsideTaps(int origin, int dilation, int filterSize, int inputSize)
    {
        var start = origin >= 0 ? 0 : (-origin + dilation - 1) / dilation;
        var end = origin >= inputSize ? 0 : Math.Min(filterSize, (inputSize - origin + dilation - 1) / dilation);
        return (Math.Min(start, end), Math.Max(end, 0));
    }
}
