namespace Octavo.Evaluation;

/// <summary>
/// Two-sided tests of paired figures, first minus second. Source: Student, Biometrika 6 (1908); Wilcoxon, Biometrics Bulletin 1 (1945);
/// Pratt, JASA 54 (1959).
/// </summary>
internal sealed class PairedTest
{
    private readonly double[] differences;

    /// <exception cref="ArgumentException">The lengths differ, or there are fewer than 2 pairs.</exception>
    public PairedTest(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.Length < 2)
        {
            throw new ArgumentException($"Pairs are needed, at least 2: {first.Length} and {second.Length} values.");
        }

        differences = new double[first.Length];
        for (var index = 0; index < differences.Length; index++)
        {
            differences[index] = first[index] - second[index];
        }
    }

    public int Degrees => differences.Length - 1;

    public double MeanDifference => differences.Average();

    public double StudentStatistic => MeanDifference / StandardError;

    public double StudentP => SpecialFunctions.StudentTwoSided(StudentStatistic, Degrees);

    private double StandardError
    {
        get
        {
            var mean = MeanDifference;
            return Math.Sqrt(differences.Sum(value => (value - mean) * (value - mean)) / Degrees / differences.Length);
        }
    }

    public Interval MeanInterval(double confidence = 0.95)
    {
        var half = SpecialFunctions.StudentQuantile(1 - confidence, Degrees) * StandardError;
        return new Interval(MeanDifference - half, MeanDifference + half);
    }

    /// <summary>The signed-rank test by the normal approximation with the variance corrected for ties.</summary>
    /// <param name="ranksZeros">Whether zeros are ranked and then dropped (Pratt), or dropped at once (Wilcoxon).</param>
    /// <param name="isCorrected">Whether the statistic is moved by 1/2 towards its mean.</param>
    public (double Statistic, double P) SignedRank(bool ranksZeros = false, bool isCorrected = false)
    {
        var values = differences.Where(value => ranksZeros || value != 0).ToArray();
        var ranks = Ranks.Mean(values.Select(Math.Abs).ToArray());
        double count = values.Length;
        double zeros = values.Count(value => value == 0);
        var positive = values.Zip(ranks).Where(pair => pair.First > 0).Sum(pair => pair.Second);
        var negative = values.Zip(ranks).Where(pair => pair.First < 0).Sum(pair => pair.Second);
        var mean = ((count * (count + 1)) - (zeros * (zeros + 1))) / 4;
        var ties =
            values.Zip(ranks).Where(pair => pair.First != 0).GroupBy(pair => pair.Second).Sum(group => Cube(group.Count()) - group.Count());
        var variance = ((count * (count + 1) * ((2 * count) + 1)) - (zeros * (zeros + 1) * ((2 * zeros) + 1)) - (ties / 2)) / 24;
        var distance = Math.Abs(positive - mean);
        var z = (isCorrected && distance > 0 ? distance - 0.5 : distance) / Math.Sqrt(variance);
        return (Math.Min(positive, negative), 2 * SpecialFunctions.NormalTail(z));
    }

    /// <summary>
    /// The signed-rank test by counting; null where there are ties or zeros, for which counting does not hold, or more than 1000 pairs.
    /// </summary>
    public (double Statistic, double P)? ExactSignedRank()
    {
        var magnitudes = differences.Select(Math.Abs).ToArray();
        if (magnitudes.Contains(0) || magnitudes.Distinct().Count() < magnitudes.Length || magnitudes.Length > 1000)
        {
            return null;
        }

        // shares[s]: probability that the ranks with a plus add up to s.
        var shares = new double[(magnitudes.Length * (magnitudes.Length + 1) / 2) + 1];
        shares[0] = 1;
        for (var rank = 1; rank <= magnitudes.Length; rank++)
        {
            for (var sum = rank * (rank + 1) / 2; sum >= 0; sum--)
            {
                shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
            }
        }

        var statistic = SignedRank().Statistic;
        return (statistic, Math.Min(1, 2 * shares.Take((int)statistic + 1).Sum()));
    }

    private static double Cube(double value) => value * value * value;
}
