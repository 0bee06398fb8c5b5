namespace Octavo.Evaluation;

/// <summary>Kendall's rank correlation in its form b, by merge sort in O(n log n). Source: Knight, JASA 61 (1966).</summary>
internal static class KendallCorrelation
{
    /// <summary>NaN where one side is constant.</summary>
    public static double TauB(double[] left, double[] right)
    {
        var pairs = left.Zip(right).OrderBy(pair => pair.First).ThenBy(pair => pair.Second).ToArray();
        var total = Pairs(pairs.Length);
        var tiedLeft = pairs.GroupBy(pair => pair.First).Sum(group => Pairs(group.Count()));
        var tiedRight = pairs.GroupBy(pair => pair.Second).Sum(group => Pairs(group.Count()));
        var tiedBoth = pairs.GroupBy(pair => pair).Sum(group => Pairs(group.Count()));
        var values = pairs.Select(pair => pair.Second).ToArray();
        var discordant = SortAndCount(values, new double[values.Length], 0, values.Length);
        var difference = total - tiedLeft - tiedRight + tiedBoth - (2.0 * discordant);
        var scale = Math.Sqrt(total - tiedLeft) * Math.Sqrt(total - tiedRight);
        return scale == 0 ? double.NaN : Math.Clamp(difference / scale, -1, 1);
    }

    private static double Pairs(long count) => count * (count - 1) / 2.0;

    /// <summary>Sorts [start, end) and counts the pairs that stood in falling order.</summary>
    private static long SortAndCount(double[] values, double[] work, int start, int end)
    {
        if (end - start < 2)
        {
            return 0;
        }

        var middle = (start + end) / 2;
        var count = SortAndCount(values, work, start, middle) + SortAndCount(values, work, middle, end);
        var (first, second) = (start, middle);
        for (var place = start; place < end; place++)
        {
            if (second == end || (first < middle && values[first] <= values[second]))
            {
                work[place] = values[first++];
            }
            else
            {
                count += middle - first;
                work[place] = values[second++];
            }
        }

        Array.Copy(work, start, values, start, end - start);
        return count;
    }
}
