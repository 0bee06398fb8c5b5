using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// How far one output is from another: largest and mean absolute difference, signal-to-noise ratio and cosine, gathered over any number of
/// calls. Equal values differ by 0, also infinities and NaN against NaN; where only one side is not finite, the difference is infinite.
/// Sums are double, in order, over what is finite or differs. NaN is counted on each side: two outputs of NaN do not differ, and say
/// nothing of each other.
/// </summary>
internal sealed class TensorComparison
{
    private double sumOfDifferences;
    private double signal;
    private double noise;
    private double product;
    private double squaresOfFound;

    public long ElementCount { get; private set; }

    /// <summary>Elements that are not equal.</summary>
    public long DifferentCount { get; private set; }

    /// <summary>Elements that are NaN in what was found.</summary>
    public long NaNInFound { get; private set; }

    public long NaNInExpected { get; private set; }

    /// <summary>Whether there were elements and all of them are equal numbers.</summary>
    public bool IsIdentical => ElementCount > 0 && DifferentCount == 0 && NaNInFound == 0 && NaNInExpected == 0;

    public double LargestDifference { get; private set; }

    public double MeanDifference => ElementCount == 0 ? 0 : sumOfDifferences / ElementCount;

    /// <summary>10 log10 (sum expected^2 / sum difference^2) in decibels; infinite where all is equal.</summary>
    public double SignalToNoise =>
        noise == 0 ? double.PositiveInfinity : double.IsInfinity(noise) ? double.NegativeInfinity : 10 * Math.Log10(signal / noise);

    /// <summary>NaN where a side is all zeros.</summary>
    public double Cosine =>
        signal == 0 || squaresOfFound == 0 ? double.NaN : Math.Clamp(product / Math.Sqrt(signal) / Math.Sqrt(squaresOfFound), -1, 1);

    public static TensorComparison Of(Tensor found, Tensor expected)
    {
        var comparison = new TensorComparison();
        comparison.Add(found, expected);
        return comparison;
    }

    /// <exception cref="OctavoException">InvalidData: shapes differ, or only one side is text.</exception>
    public void Add(Tensor found, Tensor expected)
    {
        if (found.Shape != expected.Shape || (found.ElementType == ElementType.String) != (expected.ElementType == ElementType.String))
        {
            throw new OctavoException(ErrorKind.InvalidData, "The outputs cannot be compared.", expected: $"{expected}", found: $"{found}");
        }

        if (found.ElementType == ElementType.String)
        {
            for (var index = 0; index < found.Strings.Length; index++)
            {
                Add(found.Strings[index].Span.SequenceEqual(expected.Strings[index].Span) ? 0 : 1, 0);
            }

            return;
        }

        var left = TensorValues.ToDouble(found);
        var right = TensorValues.ToDouble(expected);
        for (var index = 0; index < left.Length; index++)
        {
            Add(left[index], right[index]);
        }
    }

    private void Add(double found, double expected)
    {
        ElementCount++;
        NaNInFound += double.IsNaN(found) ? 1 : 0;
        NaNInExpected += double.IsNaN(expected) ? 1 : 0;
        var isEqual = found.Equals(expected) || found == expected;
        if (isEqual && !double.IsFinite(found))
        {
            return;
        }

        var difference = isEqual ? 0 : Math.Abs(found - expected);
        difference = double.IsNaN(difference) ? double.PositiveInfinity : difference;
        DifferentCount += isEqual ? 0 : 1;
        LargestDifference = Math.Max(LargestDifference, difference);
        sumOfDifferences += difference;
        signal += expected * expected;
        noise += difference * difference;
        product += found * expected;
        squaresOfFound += found * found;
    }
}
