namespace Octavo.Evaluation;

/// <summary>Applies taps along both axes: sums in double, each pass rounded by <c>round</c>.</summary>
internal static class SeparableResize
{
    public static Pixels Apply(Pixels source, ResizeTaps[]? rows, ResizeTaps[]? columns, Func<double, float> round,
        bool verticalFirst = false)
    {
        var pixels = verticalFirst && rows is not null ? Vertical(source, rows, round) : source;
        pixels = columns is null ? pixels : Horizontal(pixels, columns, round);
        return verticalFirst || rows is null ? pixels : Vertical(pixels, rows, round);
    }

    private static Pixels Horizontal(Pixels source, ResizeTaps[] columns, Func<double, float> round)
    {
        var channels = source.Channels;
        var result = Pixels.Zeros(source.Height, columns.Length, channels);
        var target = 0;
        for (var row = 0; row < source.Height; row++)
        {
            foreach (var (first, weights) in columns)
            {
                var start = ((row * source.Width) + first) * channels;
                for (var channel = 0; channel < channels; channel++)
                {
                    var sum = 0.0;
                    for (var tap = 0; tap < weights.Length; tap++)
                    {
                        sum += source.Values[start + (tap * channels) + channel] * weights[tap];
                    }

                    result.Values[target++] = round(sum);
                }
            }
        }

        return result;
    }

    private static Pixels Vertical(Pixels source, ResizeTaps[] rows, Func<double, float> round)
    {
        var length = source.Width * source.Channels;
        var result = Pixels.Zeros(rows.Length, source.Width, source.Channels);
        var target = 0;
        foreach (var (first, weights) in rows)
        {
            for (var index = 0; index < length; index++)
            {
                var sum = 0.0;
                for (var tap = 0; tap < weights.Length; tap++)
                {
                    sum += source.Values[((first + tap) * length) + index] * weights[tap];
                }

                result.Values[target++] = round(sum);
            }
        }

        return result;
    }
}
