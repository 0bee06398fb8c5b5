using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Quantization;

/// <summary>Finds the range of each channel in one pass over the elements.</summary>
internal static class ChannelRanges
{
    /// <param name="values">[outer, channels, inner].</param>
    public static ValueRange[] Measure(ReadOnlySpan<float> values, ChannelLayout layout)
    {
        var minimums = new float[layout.Channels];
        var maximums = new float[layout.Channels];
        for (var outer = 0; outer < layout.Outer; outer++)
        {
            var block = values.Slice(outer * layout.Channels * layout.Inner, layout.Channels * layout.Inner);
            if (layout.Inner == 1)
            {
                Widen(block, minimums, maximums);
                continue;
            }

            for (var channel = 0; channel < layout.Channels; channel++)
            {
                var range = Measure(block.Slice(channel * layout.Inner, layout.Inner));
                minimums[channel] = Math.Min(minimums[channel], range.Minimum);
                maximums[channel] = Math.Max(maximums[channel], range.Maximum);
            }
        }

        return [.. minimums.Zip(maximums, (minimum, maximum) => new ValueRange(minimum, maximum))];
    }

    /// <summary>Vector.Min and Max give NaN where an operand is NaN, as Math.Min and Max do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static ValueRange Measure(ReadOnlySpan<float> values)
    {
        var minimums = Vector<float>.Zero;
        var maximums = Vector<float>.Zero;
        var index = 0;
        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            var value = new Vector<float>(values[index..]);
            minimums = Vector.Min(minimums, value);
            maximums = Vector.Max(maximums, value);
        }

        var (minimum, maximum) = (0f, 0f);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            minimum = Math.Min(minimum, minimums[lane]);
            maximum = Math.Max(maximum, maximums[lane]);
        }

        for (; index < values.Length; index++)
        {
            minimum = Math.Min(minimum, values[index]);
            maximum = Math.Max(maximum, values[index]);
        }

        return new ValueRange(minimum, maximum);
    }

    /// <summary>One value for each channel.</summary>
    private static void Widen(ReadOnlySpan<float> values, Span<float> minimums, Span<float> maximums)
    {
        var index = 0;
        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            var value = new Vector<float>(values[index..]);
            Vector.Min(new Vector<float>(minimums[index..]), value).CopyTo(minimums[index..]);
            Vector.Max(new Vector<float>(maximums[index..]), value).CopyTo(maximums[index..]);
        }

        for (; index < values.Length; index++)
        {
            minimums[index] = Math.Min(minimums[index], values[index]);
            maximums[index] = Math.Max(maximums[index], values[index]);
        }
    }
}
