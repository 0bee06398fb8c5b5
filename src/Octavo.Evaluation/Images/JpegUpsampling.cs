namespace Octavo.Evaluation;

/// <summary>
/// Brings a component to the picture's size, bit for bit as libjpeg's "fancy" upsampling: a triangle filter for 2:1 across, 2:1 both ways
/// and 2:1 down; every other ratio repeats samples, and so do the first two where the component is at most 2 samples wide. Edges repeat the
/// last real sample.
/// </summary>
internal static class JpegUpsampling
{
    /// <summary>
    /// Writes one row of the picture, <paramref name="row"/>, into <paramref name="target"/> (at least the picture's width, rounded up to
    /// whole ratios).
    /// </summary>
    public static void Row(JpegComponent component, int acrossRatio, int downRatio, int row, Span<byte> target, Span<int> sums)
    {
        var width = component.Width;
        var source = row / downRatio;
        var current = Line(component, source);
        switch ((acrossRatio, downRatio))
        {
            case (1, 1):
                current.CopyTo(target);
                break;
            case (2, 1) when width > 2:
                Across(current, target);
                break;
            case (1, 2):
                Down(current, Line(component, Neighbour(row, source)), target, row % 2 == 0 ? 1 : 2);
                break;
            case (2, 2) when width > 2:
                var near = Line(component, Neighbour(row, source));
                for (var column = 0; column < width; column++)
                {
                    sums[column] = (3 * current[column]) + near[column];
                }

                AcrossSums(sums[..width], target);
                break;
            default:
                for (var column = 0; column < width; column++)
                {
                    target.Slice(column * acrossRatio, acrossRatio).Fill(current[column]);
                }

                break;
        }
    }

    /// <summary>The nearer of the rows above and below: above for even rows of the picture, below for odd ones.</summary>
    private static int Neighbour(int row, int source) => row % 2 == 0 ? source - 1 : source + 1;

    private static ReadOnlySpan<byte> Line(JpegComponent component, int row) =>
        component.Samples.AsSpan(Math.Clamp(row, 0, component.Height - 1) * component.Stride, component.Width);

    /// <summary>Weights 3/4 and 1/4; left samples round down at halves, right ones up.</summary>
    private static void Across(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var last = source.Length - 1;
        for (var column = 0; column <= last; column++)
        {
            var three = 3 * source[column];
            target[2 * column] = column == 0 ? source[0] : (byte)((three + source[column - 1] + 1) >> 2);
            target[(2 * column) + 1] = column == last ? source[last] : (byte)((three + source[column + 1] + 2) >> 2);
        }
    }

    private static void Down(ReadOnlySpan<byte> current, ReadOnlySpan<byte> near, Span<byte> target, int bias)
    {
        for (var column = 0; column < current.Length; column++)
        {
            target[column] = (byte)(((3 * current[column]) + near[column] + bias) >> 2);
        }
    }

    private static void AcrossSums(ReadOnlySpan<int> sums, Span<byte> target)
    {
        var last = sums.Length - 1;
        for (var column = 0; column <= last; column++)
        {
            var three = 3 * sums[column];
            target[2 * column] = (byte)((three + (column == 0 ? sums[0] : sums[column - 1]) + 8) >> 4);
            target[(2 * column) + 1] = (byte)((three + (column == last ? sums[last] : sums[column + 1]) + 7) >> 4);
        }
    }
}
