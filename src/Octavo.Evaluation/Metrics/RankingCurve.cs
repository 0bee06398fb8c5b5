namespace Octavo.Evaluation;

/// <summary>
/// How well scores separate positives from negatives: the receiver's curve with one point per distinct score, falling, from (0, 0).
/// </summary>
internal sealed class RankingCurve
{
    private readonly List<(long False, long True)> points = [(0, 0)];

    public RankingCurve(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        var keys = scores.ToArray();
        var order = labels.ToArray();
        Array.Sort(keys, order);
        var (negatives, positives) = (0L, 0L);
        for (var index = keys.Length - 1; index >= 0; index--)
        {
            _ = order[index] ? positives++ : negatives++;
            if (index == 0 || keys[index - 1] != keys[index])
            {
                points.Add((negatives, positives));
            }
        }
    }

    public IEnumerable<double> FalsePositiveRates => points.Select(point => (double)point.False / points[^1].False);

    public IEnumerable<double> TruePositiveRates => points.Select(point => (double)point.True / points[^1].True);

    /// <summary>Area under the curve by trapezoids; NaN where a kind is missing.</summary>
    public double Area
    {
        get
        {
            var area = 0.0;
            for (var index = 1; index < points.Count; index++)
            {
                area += (points[index].False - points[index - 1].False) * (points[index].True + points[index - 1].True) / 2.0;
            }

            return area / points[^1].False / points[^1].True;
        }
    }

    /// <summary>Sum of precision x gain of recall over the distinct scores, without interpolation.</summary>
    public double AveragePrecision => Steps((_, precision) => precision);

    /// <summary>
    /// Area under precision over recall by trapezoids, precision 1 at recall 0: another figure than <see cref="AveragePrecision"/>.
    /// </summary>
    public double PrecisionRecallArea => Steps((before, precision) => (before + precision) / 2);

    private double Steps(Func<double, double, double> height)
    {
        var sum = 0.0;
        var before = 1.0;
        for (var index = 1; index < points.Count; index++)
        {
            var precision = (double)points[index].True / (points[index].True + points[index].False);
            sum += (points[index].True - points[index - 1].True) * height(before, precision);
            before = precision;
        }

        return sum / points[^1].True;
    }
}
