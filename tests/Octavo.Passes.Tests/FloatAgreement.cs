using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>Whether two tensors are equal but for float rounding.</summary>
internal static class FloatAgreement
{
    /// <summary>
    /// Units in the last place of the largest element that a few more or fewer roundings move a result by, cancellation included.
    /// </summary>
    private const float RelativeTolerance = 64 * 1.1920929e-7f;

    public static void Check(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.ElementType, actual.ElementType);
        if (expected.ElementType != ElementType.Float32)
        {
            Assert.True(expected.Bytes.Span.SequenceEqual(actual.Bytes.Span));
            return;
        }

        var (left, right) = (expected.Values<float>().ToArray(), actual.Values<float>().ToArray());
        var tolerance = RelativeTolerance * left.Select(MathF.Abs).DefaultIfEmpty().Max();
        for (var index = 0; index < left.Length; index++)
        {
            Assert.True(MathF.Abs(left[index] - right[index]) <= tolerance,
                $"element {index}: expected {left[index]:R}, found {right[index]:R}, tolerance {tolerance}");
        }
    }
}
