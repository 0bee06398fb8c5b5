using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The windows of both axes of an image as the kernels take them.</summary>
internal static class ConvolutionWindows
{
    /// <summary>The sizes of a convolution of <paramref name="input"/> [batch, height, width, inputChannels].</summary>
    public static Convolution2DGeometry Geometry(Shape input, WindowGeometry rows, WindowGeometry columns, int outputChannels) => new()
    {
        Batch = input[0],
        InputHeight = rows.InputSize,
        InputWidth = columns.InputSize,
        InputChannels = input[3],
        OutputHeight = rows.OutputSize,
        OutputWidth = columns.OutputSize,
        OutputChannels = outputChannels,
        FilterHeight = rows.FilterSize,
        FilterWidth = columns.FilterSize,
        StrideHeight = rows.Stride,
        StrideWidth = columns.Stride,
        DilationHeight = rows.Dilation,
        DilationWidth = columns.Dilation,
        PaddingTop = rows.PaddingBefore,
        PaddingLeft = columns.PaddingBefore,
    };
}
