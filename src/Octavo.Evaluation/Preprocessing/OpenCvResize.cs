namespace Octavo.Evaluation;

/// <summary>
/// Resizing as OpenCV does it: positions (i + 0.5) n/m - 0.5, no antialiasing but for area. On bytes, linear, cubic, lanczos4 and area are
/// computed exactly and rounded once; OpenCV's own results differ between versions and machines by 1 level. linear_exact and nearest are
/// the same everywhere.
/// </summary>
internal static class OpenCvResize
{
    private const double LeastPart = 1e-3;
    private const int ExactBits = 8;

    public static Pixels Run(Pixels source, string method, int height, int width, bool isByte)
    {
        if (method == "nearest")
        {
            return PillowResize.Nearest(source, NearestPositions(source.Height, height), NearestPositions(source.Width, width));
        }

        if (height == source.Height && width == source.Width)
        {
            return source;
        }

        var shrinks = source.Height >= height && source.Width >= width;
        Func<int, int, ResizeTaps[]> taps = method switch
        {
            "linear" => (size, count) => Taps(size, count, 0, share => [1 - share, share]),
            "linear_exact" => ExactTaps,
            "cubic" => (size, count) =>
                Taps(size, count, 1,
                    share => [.. Enumerable.Range(-1, 4).Select(tap => ResizeKernels.Cubic(Math.Abs(tap - share), -0.75))]),
            "lanczos4" => (size, count) => Taps(size, count, 3, Lanczos4),
            _ => shrinks ? AreaTaps : StretchedTaps,
        };
        var result = SeparableResize.Apply(source, taps(source.Height, height), taps(source.Width, width), sum => (float)sum);
        return isByte
            ? result with { Values = Array.ConvertAll<float, float>(result.Values, method == "linear_exact" ? RoundExact : Round) }
            : result;
    }

    private static float Round(float value) => Math.Clamp(MathF.Round(value, MidpointRounding.ToEven), 0, 255);

    private static float RoundExact(float value) => MathF.Floor((value + (1 << ((2 * ExactBits) - 1))) / (1 << (2 * ExactBits)));

    private static int[] NearestPositions(int size, int count) =>
        [.. Enumerable.Range(0, count).Select(index => (int)Math.Floor(index * ((double)size / count)))];

    private static ResizeTaps[] Taps(int size, int count, int before, Func<double, double[]> weights)
    {
        var taps = new ResizeTaps[count];
        for (var index = 0; index < count; index++)
        {
            var position = (float)(((index + 0.5) * ((double)size / count)) - 0.5);
            var first = (int)MathF.Floor(position);
            taps[index] = ResizeTaps.Clamped(first - before, weights(position - first), size);
        }

        return taps;
    }

    private static double[] Lanczos4(double share)
    {
        var weights = Enumerable.Range(-3, 8).Select(tap => ResizeKernels.Lanczos(Math.Abs(tap - share), 4)).ToArray();
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    /// <summary>Weights of 8 bits, as whole numbers.</summary>
    private static ResizeTaps[] ExactTaps(int size, int count)
    {
        var taps = new ResizeTaps[count];
        for (var index = 0; index < count; index++)
        {
            var position = ((index + 0.5) * ((double)size / count)) - 0.5;
            var first = (int)Math.Floor(position);
            var share = Math.Round((position - first) * (1 << ExactBits), MidpointRounding.ToEven);
            taps[index] = ResizeTaps.Clamped(first, [(1 << ExactBits) - share, share], size);
        }

        return taps;
    }

    /// <summary>The mean over [i n/m, (i+1) n/m); parts of a sample below 1/1000 do not count.</summary>
    private static ResizeTaps[] AreaTaps(int size, int count)
    {
        var scale = (double)size / count;
        var taps = new ResizeTaps[count];
        for (var index = 0; index < count; index++)
        {
            var (start, end) = (index * scale, (index * scale) + scale);
            var width = Math.Min(scale, size - start);
            var last = Math.Min((int)Math.Floor(end), size - 1);
            var full = Math.Min((int)Math.Ceiling(start), last);
            var weights = Enumerable.Repeat(1 / width, last - full).ToList();
            if (full - start > LeastPart)
            {
                weights.Insert(0, (full - start) / width);
            }

            if (end - last > LeastPart)
            {
                weights.Add(Math.Min(Math.Min(end - last, 1), width) / width);
            }

            taps[index] = new ResizeTaps(full - start > LeastPart ? full - 1 : full, [.. weights]);
        }

        return taps;
    }

    /// <summary>What area means where a side grows: linear, with the second sample's share of the cell as its weight.</summary>
    private static ResizeTaps[] StretchedTaps(int size, int count)
    {
        var scale = (double)size / count;
        var taps = new ResizeTaps[count];
        for (var index = 0; index < count; index++)
        {
            var first = (int)Math.Floor(index * scale);
            var share = (float)(index + 1 - ((first + 1) / scale));
            share = share <= 0 ? 0 : share - MathF.Floor(share);
            taps[index] = ResizeTaps.Clamped(first, [1 - share, share], size);
        }

        return taps;
    }
}
