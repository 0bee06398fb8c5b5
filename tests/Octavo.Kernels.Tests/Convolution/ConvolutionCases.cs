namespace Octavo.Kernels.Tests;

/// <summary>Geometries that cover padding, strides, dilation, groups, filters larger than the image, odd channel counts.</summary>
internal static class ConvolutionCases
{
    public static TheoryData<int> Indices(int count) => [.. Enumerable.Range(0, count)];

    public static Convolution2DGeometry[] Ordinary { get; } =
    [
        New(1, 8, 9, 3, 8, 9, 5, 3, 3, 1, 1, 1),
        New(2, 9, 7, 4, 5, 4, 33, 3, 3, 2, 1, 1),
        New(1, 6, 6, 17, 6, 6, 64, 1, 1, 1, 1, 0),
        New(2, 10, 10, 5, 6, 6, 7, 3, 3, 1, 2, 0),
        New(1, 10, 10, 2, 10, 10, 16, 3, 3, 1, 3, 3),
        New(1, 2, 2, 3, 2, 2, 4, 5, 5, 1, 1, 2),
        New(1, 5, 12, 6, 5, 12, 40, 1, 5, 1, 1, 0) with { PaddingLeft = 2 },
        New(1, 7, 7, 6, 7, 7, 9, 3, 2, 1, 1, 1) with { Groups = 3 },
        New(1, 7, 7, 8, 7, 7, 16, 1, 1, 1, 1, 0) with { Groups = 2 },
        New(3, 20, 20, 8, 20, 20, 24, 3, 3, 1, 1, 1),
        New(1, 9, 9, 12, 5, 5, 20, 1, 1, 2, 1, 0),
    ];

    public static Convolution2DGeometry[] Depthwise { get; } =
    [
        New(1, 8, 8, 7, 8, 8, 7, 3, 3, 1, 1, 1),
        New(2, 9, 7, 100, 5, 4, 100, 3, 3, 2, 1, 1),
        New(1, 6, 6, 3, 6, 6, 6, 3, 3, 1, 1, 1),
        New(1, 6, 6, 1, 4, 4, 37, 3, 3, 1, 1, 0),
        New(1, 10, 10, 20, 6, 6, 20, 3, 3, 1, 2, 0),
        New(1, 2, 2, 70, 2, 2, 70, 5, 5, 1, 1, 2),
    ];

    public static Convolution2DGeometry[] Transpose { get; } =
    [
        New(1, 4, 5, 3, 8, 10, 5, 3, 3, 2, 1, 0),
        New(2, 3, 3, 4, 7, 7, 33, 3, 3, 2, 1, 0),
        New(1, 5, 5, 2, 5, 5, 3, 3, 3, 1, 1, 1),
        New(1, 3, 4, 6, 9, 12, 8, 2, 2, 3, 1, 0),
        New(1, 4, 4, 7, 8, 8, 16, 4, 5, 2, 1, 1),
    ];

    private static Convolution2DGeometry New(int batch, int inputHeight, int inputWidth, int inputChannels, int outputHeight,
        int outputWidth, int outputChannels, int filterHeight, int filterWidth, int stride, int dilation, int padding) => new()
    {
        Batch = batch,
        InputHeight = inputHeight,
        InputWidth = inputWidth,
        InputChannels = inputChannels,
        OutputHeight = outputHeight,
        OutputWidth = outputWidth,
        OutputChannels = outputChannels,
        FilterHeight = filterHeight,
        FilterWidth = filterWidth,
        StrideHeight = stride,
        StrideWidth = stride,
        DilationHeight = dilation,
        DilationWidth = dilation,
        PaddingTop = padding,
        PaddingLeft = padding,
    };
}
