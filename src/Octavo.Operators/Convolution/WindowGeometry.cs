using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Where the windows of a convolution or pool lie along one axis. Tap t of output o reads input
/// o x <see cref="Stride"/> - <see cref="PaddingBefore"/> + t x <see cref="Dilation"/>; taps outside of the input read nothing.
/// See docs/numerics.md, "Windows".
/// </summary>
/// <param name="OutputSize">Same: ceil(input / stride). Valid: the number of windows that fit.</param>
/// <param name="PaddingBefore">Half of the padding that Same needs, rounded down; 0 for Valid.</param>
/// <param name="PaddingAfter">The other half.</param>
internal readonly record struct WindowGeometry(
    int InputSize, int FilterSize, int Stride, int Dilation, int OutputSize, int PaddingBefore, int PaddingAfter)
{
    /// <summary>Input positions that one window spans: (filter - 1) x dilation + 1.</summary>
    public int Extent => ((FilterSize - 1) * Dilation) + 1;

    /// <summary>The windows of one axis.</summary>
    /// <param name="inputSize">At least 0; unknown is answered by <see cref="OutputSizeOf"/> alone.</param>
    /// <exception cref="OctavoException">Kind Shape: a size or step below 1, or no window of Valid fits into the input.</exception>
    public static WindowGeometry Along(int inputSize, int filterSize, int stride, int dilation, Padding padding, string where)
    {
        if (filterSize < 1 || stride < 1 || dilation < 1)
        {
            throw new OctavoException(
                ErrorKind.Shape, "a window is not valid", where, "filter size, stride and dilation of at least 1",
                $"filter size {filterSize}, stride {stride}, dilation {dilation}");
        }

        var extent = ((long)(filterSize - 1) * dilation) + 1;
        if (extent > int.MaxValue || (padding == Padding.Valid && extent > inputSize && inputSize > 0))
        {
            throw new OctavoException(
                ErrorKind.Shape, "a window is larger than its input", where, $"a window of at most {inputSize}",
                $"a filter of {filterSize} with dilation {dilation} spans {extent}");
        }

        if (padding == Padding.Valid)
        {
            return new(inputSize, filterSize, stride, dilation, inputSize == 0 ? 0 : (int)((inputSize - extent) / stride) + 1, 0, 0);
        }

        var outputSize = (int)(((long)inputSize + stride - 1) / stride);
        var total = Math.Max(0, ((outputSize - 1L) * stride) + extent - inputSize);
        return new(inputSize, filterSize, stride, dilation, outputSize, (int)(total / 2), (int)(total - (total / 2)));
    }

    /// <summary>The output size for an input size that may be unknown; so is the output size then.</summary>
    /// <inheritdoc cref="Along" path="/exception"/>
    public static int OutputSizeOf(int inputSize, int filterSize, int stride, int dilation, Padding padding, string where) =>
        inputSize == Shape.UnknownSize || filterSize == Shape.UnknownSize
            ? Shape.UnknownSize
            : Along(inputSize, filterSize, stride, dilation, padding, where).OutputSize;
}
