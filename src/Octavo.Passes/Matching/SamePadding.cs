using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>When explicit zeros along an axis are the ones that SAME stands for.</summary>
internal static class SamePadding
{
    /// <summary>
    /// Whether VALID windows over the padded axis read what SAME windows over the bare one read. Zeros behind the last window don't count.
    /// The bare size may be unknown where the stride is 1: SAME then pads any size alike.
    /// </summary>
    public static bool Matches(int inputSize, int filterSize, int stride, int dilation, int before, int after)
    {
        var extent = ((filterSize - 1) * dilation) + 1;
        if (stride == 1)
        {
            return before == (extent - 1) / 2 && before + after == extent - 1;
        }

        if (inputSize <= 0 || inputSize + before + after < extent)
        {
            return false;
        }

        var same = WindowGeometry.Along(inputSize, filterSize, stride, dilation, Padding.Same, "SAME");
        var windows = ((inputSize + before + after - extent) / stride) + 1;
        return same.PaddingBefore == before && same.PaddingAfter <= after && same.OutputSize == windows && inputSize != Shape.UnknownSize;
    }
}
