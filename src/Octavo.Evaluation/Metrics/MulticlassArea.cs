namespace Octavo.Evaluation;

/// <summary>Areas under the receiver's curve for several classes, from probabilities [samples][classes].</summary>
internal static class MulticlassArea
{
    /// <summary>Each class against all others; the mean over classes, plain or weighted by their samples.</summary>
    public static double OneVersusRest(ReadOnlySpan<int> labels, double[][] probabilities, bool isWeighted)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var index = 0; index < probabilities[0].Length; index++)
        {
            var isClass = Array.ConvertAll(labels.ToArray(), label => label == index);
            var weight = isWeighted ? isClass.Count(value => value) : 1.0;
            sum += weight * new RankingCurve(isClass, probabilities.Select(row => row[index]).ToArray()).Area;
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>
    /// The mean over all pairs of classes of both directions, on the samples of the pair. Source: Hand and Till, Machine Learning 45
    /// (2001).
    /// </summary>
    public static double OneVersusOne(ReadOnlySpan<int> labels, double[][] probabilities)
    {
        var classes = probabilities[0].Length;
        var sum = 0.0;
        for (var first = 0; first < classes; first++)
        {
            for (var second = first + 1; second < classes; second++)
            {
                sum += (Pair(labels, probabilities, first, second) + Pair(labels, probabilities, second, first)) / 2;
            }
        }

        return sum / (classes * (classes - 1) / 2.0);
    }

    private static double Pair(ReadOnlySpan<int> labels, double[][] probabilities, int positive, int negative)
    {
        var isPositive = new List<bool>();
        var scores = new List<double>();
        for (var index = 0; index < labels.Length; index++)
        {
            if (labels[index] == positive || labels[index] == negative)
            {
                isPositive.Add(labels[index] == positive);
                scores.Add(probabilities[index][positive]);
            }
        }

        return new RankingCurve(isPositive.ToArray(), scores.ToArray()).Area;
    }
}
