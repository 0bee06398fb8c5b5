using Octavo.Evaluation;

namespace Octavo;

/// <summary>
/// Counts of [true class, predicted class] and what follows from them. 0/0 counts as 0; macro means run over all classes, also those
/// without samples. Samples without a prediction count as wrong, as if predicted to be of a further class that has none of the samples.
/// </summary>
public sealed class ConfusionMatrix(int classes)
{
    private readonly long[,] counts = new long[classes, classes];
    private readonly long[] unpredicted = new long[classes];

    public int Classes => classes;

    public long Samples { get; private set; }

    public long this[int label, int prediction] => counts[label, prediction];

    public long Right => Enumerable.Range(0, classes).Sum(index => counts[index, index]);

    public double Accuracy => Ratio(Right, Samples);

    /// <summary>Mean recall of the classes that have samples.</summary>
    public double BalancedAccuracy
    {
        get
        {
            var present = Enumerable.Range(0, classes).Where(index => Support(index) > 0).ToArray();
            return Ratio(present.Sum(Recall), present.Length);
        }
    }

    /// <summary>Agreement beyond chance. Source: Cohen, Educational and Psychological Measurement 20 (1960).</summary>
    public double CohenKappa
    {
        get
        {
            var expected = Enumerable.Range(0, classes).Sum(index => (double)Support(index) * Predicted(index)) / Samples / Samples;
            return expected == 1 ? double.NaN : (Accuracy - expected) / (1 - expected);
        }
    }

    /// <summary>
    /// The correlation of labels and predictions for any number of classes. Source: Gorodkin, Computational Biology and Chemistry 28
    /// (2004).
    /// </summary>
    public double Matthews
    {
        get
        {
            double samples = Samples;
            var common = Enumerable.Range(0, classes).Sum(index => (double)Support(index) * Predicted(index));
            double missing = unpredicted.Sum();
            var predicted = Enumerable.Range(0, classes).Sum(index => (double)Predicted(index) * Predicted(index)) + (missing * missing);
            var labelled = Enumerable.Range(0, classes).Sum(index => (double)Support(index) * Support(index));
            return Ratio((Right * samples) - common, Math.Sqrt(((samples * samples) - predicted) * ((samples * samples) - labelled)));
        }
    }

    public void Add(int label, int prediction)
    {
        counts[label, prediction]++;
        Samples++;
    }

    /// <summary>Counts a sample that the model says nothing of, since its scores are not finite.</summary>
    public void AddWithoutPrediction(int label)
    {
        unpredicted[label]++;
        Samples++;
    }

    /// <summary>Samples of a class that have no prediction.</summary>
    public long Unpredicted(int index) => unpredicted[index];

    /// <summary>Samples of a class.</summary>
    public long Support(int index) => unpredicted[index] + Enumerable.Range(0, classes).Sum(prediction => counts[index, prediction]);

    public long Predicted(int index) => Enumerable.Range(0, classes).Sum(label => counts[label, index]);

    public double Precision(int index) => Ratio(counts[index, index], Predicted(index));

    public double Recall(int index) => Ratio(counts[index, index], Support(index));

    public double F1(int index) => Ratio(2.0 * counts[index, index], Support(index) + Predicted(index));

    /// <summary>The plain mean of a figure over the classes.</summary>
    public double Macro(Func<int, double> figure) => Enumerable.Range(0, classes).Sum(figure) / classes;

    /// <summary>The mean weighted by the classes' samples.</summary>
    public double Weighted(Func<int, double> figure) =>
        Ratio(Enumerable.Range(0, classes).Sum(index => Support(index) * figure(index)), Samples);

    private static double Ratio(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;
}
