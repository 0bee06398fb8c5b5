namespace Octavo.Evaluation;

/// <summary>
/// Resizing as Pillow does it: kernels stretched when shrinking, two passes. Bytes: weights of 22 bits, bytes between the passes. Floats:
/// weights in double, float32 between the passes. Up to Pillow 11 the horizontal pass always comes first, as here by default.
/// </summary>
internal static class PillowResize
{
    private const int WeightBits = 22;

    public static IReadOnlyDictionary<string, (double Radius, Func<double, double> Kernel)> Filters { get; } =
        new Dictionary<string, (double, Func<double, double>)>
    {
        ["bicubic"] = (2, x => ResizeKernels.Cubic(Math.Abs(x), -0.5)),
        ["bilinear"] = (1, x => ResizeKernels.Triangle(Math.Abs(x))),
        ["box"] = (0.5, x => x is > -0.5 and <= 0.5 ? 1 : 0),
        ["hamming"] = (1, x => ResizeKernels.Hamming(Math.Abs(x))),
        ["lanczos"] = (3, x => x is >= -3 and < 3 ? ResizeKernels.Lanczos(Math.Abs(x), 3) : 0),
    };

    /// <param name="filter">One of <see cref="Filters"/>, or nearest.</param>
    /// <param name="isByte">Whether the samples are bytes.</param>
    /// <param name="choosesOrder">
    /// Pillow 13: the vertical pass comes first where it shrinks the height much more than the other the width.
    /// </param>
    /// <param name="box">Left, upper, right, lower bound of the part that is resized; null for all.</param>
    public static Pixels Run(Pixels source, string filter, int height, int width, bool isByte, bool choosesOrder = false,
        double[]? box = null)
    {
        var (left, upper, right, lower) = box is null ? (0.0, 0.0, source.Width, source.Height) : (box[0], box[1], box[2], box[3]);
        if (filter == "nearest")
        {
            return Nearest(source, Positions(upper, lower, height), Positions(left, right, width));
        }

        var (radius, kernel) = Filters[filter];
        var columns = width == source.Width && left == 0 && right == source.Width ? null
            : Taps(radius, kernel, source.Width, left, right, width, isByte);
        var rows = height == source.Height && upper == 0 && lower == source.Height ? null
            : Taps(radius, kernel, source.Height, upper, lower, height, isByte);
        var verticalFirst = choosesOrder && height < source.Height && source.Height - height > 2 * (source.Width - width);
        return SeparableResize.Apply(source, rows, columns, isByte ? ToByte : sum => (float)sum, verticalFirst);
    }

    /// <summary>Integer weights times bytes are whole numbers, exact in double.</summary>
    private static float ToByte(double sum) => Math.Clamp(((long)sum + (1 << (WeightBits - 1))) >> WeightBits, 0, 255);

    private static ResizeTaps[] Taps(double radius, Func<double, double> kernel, int size, double start, double end, int count, bool isByte)
    {
        var scale = (end - start) / count;
        var stretch = Math.Max(scale, 1);
        var support = radius * stretch;
        var taps = new ResizeTaps[count];
        for (var index = 0; index < count; index++)
        {
            var centre = start + ((index + 0.5) * scale);
            var first = Math.Max((int)(centre - support + 0.5), 0);
            var last = Math.Min((int)(centre + support + 0.5), size);
            var weights = new double[Math.Max(0, last - first)];
            var sum = 0.0;
            for (var tap = 0; tap < weights.Length; tap++)
            {
                weights[tap] = kernel((tap + first - centre + 0.5) * (1 / stretch));
                sum += weights[tap];
            }

            for (var tap = 0; tap < weights.Length; tap++)
            {
                weights[tap] = sum == 0 ? weights[tap] : weights[tap] / sum;
                weights[tap] = isByte ? Math.Round(weights[tap] * (1 << WeightBits), MidpointRounding.AwayFromZero) : weights[tap];
            }

            taps[index] = new ResizeTaps(first, weights);
        }

        return taps;
    }

    /// <summary>A running sum in double: its rounding errors are part of the definition.</summary>
    private static int[] Positions(double start, double end, int count)
    {
        var step = (end - start) / count;
        var position = start + (step * 0.5);
        var positions = new int[count];
        for (var index = 0; index < count; index++)
        {
            positions[index] = (int)Math.Floor(position);
            position += step;
        }

        return positions;
    }

    internal static Pixels Nearest(Pixels source, int[] rows, int[] columns)
    {
        var result = Pixels.Zeros(rows.Length, columns.Length, source.Channels);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                source.At(Math.Clamp(rows[row], 0, source.Height - 1), Math.Clamp(columns[column], 0, source.Width - 1))
                    .CopyTo(result.Values.AsSpan(((row * columns.Length) + column) * source.Channels));
            }
        }

        return result;
    }
}
