namespace Octavo.Evaluation;

/// <summary>How good predicted probabilities [samples][classes] are, and not only their order.</summary>
internal sealed class ProbabilityScores
{
    private static readonly double Smallest = Math.Pow(2, -52);
    private readonly int[] labels;
    private readonly double[][] probabilities;
    private readonly (double Confidence, bool IsRight)[] predictions;

    public ProbabilityScores(ReadOnlySpan<int> labels, double[][] probabilities)
    {
        this.labels = labels.ToArray();
        this.probabilities = probabilities;
        predictions = new (double, bool)[labels.Length];
        for (var index = 0; index < labels.Length; index++)
        {
            var best = TopKAccuracy.ArgMax<double>(probabilities[index]);
            predictions[index] = (probabilities[index][best], best == labels[index]);
        }
    }

    /// <summary>Mean of -ln of the label's probability, clipped to [2^-52, 1 - 2^-52].</summary>
    public double LogLoss =>
        labels.Select((label, index) => -Math.Log(Math.Clamp(probabilities[index][label], Smallest, 1 - Smallest))).Average();

    /// <summary>Mean squared distance to the label's corner, summed over classes: twice the binary score.</summary>
    public double Brier =>
        labels.Select((label, index) =>
            probabilities[index].Select((value, column) => (value - (column == label ? 1 : 0)) * (value - (column == label ? 1 : 0))).Sum())
            .Average();

    /// <summary>
    /// Expected and largest calibration error over bins (l/B, (l+1)/B] of confidence, 0 in the first. Source: Guo et al., ICML 2017.
    /// </summary>
    public (double Expected, double Largest) CalibrationError(int bins) =>
        Gaps(predictions.GroupBy(prediction => Math.Max(0, Bin(prediction.Confidence, bins))).Select(group => group.ToArray()));

    /// <summary>The expected error over groups of equal size in rising confidence; the first ones are one larger.</summary>
    public double AdaptiveCalibrationError(int groups)
    {
        var sorted = predictions.OrderBy(prediction => prediction.Confidence).ToArray();
        var (size, rest) = Math.DivRem(sorted.Length, groups);
        return Gaps(Enumerable.Range(0, groups)
            .Select(group => sorted.Skip((group * size) + Math.Min(group, rest)).Take(size + (group < rest ? 1 : 0)).ToArray())).Expected;
    }

    /// <summary>The bin whose upper bound, as a floating-point quotient, is the first that is not below the value.</summary>
    private static int Bin(double value, int bins)
    {
        var bin = Math.Clamp((int)Math.Ceiling(value * bins) - 1, 0, bins - 1);
        while (bin > 0 && value <= (double)bin / bins)
        {
            bin--;
        }

        while (bin < bins - 1 && value > (double)(bin + 1) / bins)
        {
            bin++;
        }

        return bin;
    }

    private (double Expected, double Largest) Gaps(IEnumerable<(double Confidence, bool IsRight)[]> groups)
    {
        var (expected, largest) = (0.0, 0.0);
        foreach (var group in groups.Where(group => group.Length > 0))
        {
            var gap =
                Math.Abs(group.Average(prediction => prediction.IsRight ? 1.0 : 0.0) - group.Average(prediction => prediction.Confidence));
            expected += gap * group.Length / labels.Length;
            largest = Math.Max(largest, gap);
        }

        return (expected, largest);
    }
}
