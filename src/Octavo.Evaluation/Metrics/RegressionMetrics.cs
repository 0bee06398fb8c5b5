namespace Octavo.Evaluation;

/// <summary>How near predictions are to true values. NaN stands for "not defined".</summary>
internal sealed class RegressionMetrics
{
    private readonly double[] truth;
    private readonly double[] predictions;
    private readonly double squares;

    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    public RegressionMetrics(ReadOnlySpan<double> truth, ReadOnlySpan<double> predictions)
    {
        if (truth.Length != predictions.Length || truth.IsEmpty)
        {
            throw new ArgumentException($"There must be one prediction for each value: {truth.Length} and {predictions.Length}.");
        }

        this.truth = truth.ToArray();
        this.predictions = predictions.ToArray();
        squares = Errors.Sum(error => error * error);
    }

    public double MeanSquaredError => squares / truth.Length;

    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    public double MeanAbsoluteError => Errors.Average(Math.Abs);

    public double LargestError => Errors.Max(Math.Abs);

    /// <summary>1 - errors / spread. For constant truth 1 where all is equal, else 0.</summary>
    public double R2 => Explained(squares, SquaresAround(truth, truth.Average()));

    /// <summary>As <see cref="R2"/>, with the mean error taken out.</summary>
    public double ExplainedVariance => Explained(SquaresAround(Errors.ToArray(), Errors.Average()), SquaresAround(truth, truth.Average()));

    public double Pearson => Correlation(truth, predictions);

    /// <summary>Pearson's correlation of the ranks, ties sharing the mean rank.</summary>
    public double Spearman => Correlation(Ranks.Mean(truth), Ranks.Mean(predictions));

    public double KendallTauB => KendallCorrelation.TauB(truth, predictions);

    public double Cosine
    {
        get
        {
            var lengths = Math.Sqrt(truth.Sum(value => value * value)) * Math.Sqrt(predictions.Sum(value => value * value));
            return lengths == 0 ? double.NaN : truth.Zip(predictions).Sum(pair => pair.First * pair.Second) / lengths;
        }
    }

    /// <summary>10 log10 (sum truth^2 / sum errors^2) in decibels; infinite without errors.</summary>
    public double SignalToNoise => squares == 0 ? double.PositiveInfinity : 10 * Math.Log10(truth.Sum(value => value * value) / squares);

    private IEnumerable<double> Errors => truth.Zip(predictions, (value, prediction) => value - prediction);

    private static double Explained(double errors, double spread) => spread == 0 ? (errors == 0 ? 1 : 0) : 1 - (errors / spread);

    private static double SquaresAround(double[] values, double mean) => values.Sum(value => (value - mean) * (value - mean));

    private static double Correlation(double[] left, double[] right)
    {
        var (leftMean, rightMean) = (left.Average(), right.Average());
        var spread = Math.Sqrt(SquaresAround(left, leftMean)) * Math.Sqrt(SquaresAround(right, rightMean));
        return spread == 0 ? double.NaN
            : Math.Clamp(left.Zip(right).Sum(pair => (pair.First - leftMean) * (pair.Second - rightMean)) / spread, -1, 1);
    }
}
