namespace Octavo.Evaluation.Tests;

/// <summary>Values worked out by hand or taken from published tables.</summary>
public sealed class MetricTests
{
    [Fact]
    public void Ties_are_ranked_by_their_rule()
    {
        ReadOnlySpan<float> scores = [1, 3, 3, 3];
        Assert.Equal(1, TopKAccuracy.Rank(scores, 2));
        Assert.Equal(0, TopKAccuracy.Rank(scores, 2, TieRule.LabelWins));
        Assert.Equal(2, TopKAccuracy.Rank(scores, 2, TieRule.LabelLoses));
        Assert.Equal(1, TopKAccuracy.ArgMax(scores));
        Assert.Equal(0, TopKAccuracy.Rank([float.NaN, 1f], 1));
        Assert.Throws<OctavoException>(() => TopKAccuracy.Rank([1f, 2f], 2));
    }

    [Fact]
    public void The_normal_quantile_of_975_thousandths_is_the_well_known_one() =>
        Assert.Equal(1.959963984540054, SpecialFunctions.NormalQuantile(0.975), 13);

    [Fact]
    public void An_interval_reaches_to_the_end_where_all_or_nothing_succeeds()
    {
        Assert.Equal(0, new Proportion(0, 10).Wilson().Low);
        Assert.Equal(1, new Proportion(10, 10).Wilson().High);
        Assert.Equal(0.27753279986288926, new Proportion(0, 10).Wilson().High, 12);
        Assert.Equal(1 - Math.Pow(0.025, 0.1), new Proportion(0, 10).ClopperPearson().High, 12);
    }

    [Fact]
    public void McNemars_exact_test_counts_coins()
    {
        var test = new McNemarTest(10, 0, 7, 3);
        Assert.Equal(2 * Math.Pow(0.5, 7), test.ExactP, 14);
        Assert.Equal(-0.35, test.Difference, 14);
        Assert.Equal(0.65, test.Agreement, 14);
        Assert.Equal(1, new McNemarTest(5, 0, 0, 5).ExactP);
    }

    [Fact]
    public void Kendalls_count_by_merging_equals_the_count_of_pairs()
    {
        var random = new Random(7);
        var left = Enumerable.Range(0, 60).Select(_ => (double)random.Next(12)).ToArray();
        var right = Enumerable.Range(0, 60).Select(_ => (double)random.Next(12)).ToArray();
        var (sum, leftPairs, rightPairs) = (0, 0, 0);
        for (var first = 0; first < left.Length; first++)
        {
            for (var second = 0; second < first; second++)
            {
                var (x, y) = (Math.Sign(left[first] - left[second]), Math.Sign(right[first] - right[second]));
                sum += x * y;
                leftPairs += x * x;
                rightPairs += y * y;
            }
        }

        Assert.Equal(sum / Math.Sqrt((double)leftPairs * rightPairs), new RegressionMetrics(left, right).KendallTauB, 13);
    }

    [Fact]
    public void Outputs_are_compared_over_several_calls()
    {
        var comparison = new TensorComparison();
        comparison.Add(Tensor.From(new Shape(2), 1f, 2f), Tensor.From(new Shape(2), 1f, 4f));
        comparison.Add(Tensor.From(new Shape(1), float.NaN), Tensor.From(new Shape(1), float.NaN));
        Assert.Equal((3, 1, 2, 2.0 / 3),
            (comparison.ElementCount, comparison.DifferentCount, comparison.LargestDifference, comparison.MeanDifference));
        Assert.Equal(10 * Math.Log10(17.0 / 4), comparison.SignalToNoise, 12);
        Assert.Equal(9 / Math.Sqrt(17 * 5), comparison.Cosine, 12);
        comparison.Add(Tensor.Scalar(1f), Tensor.Scalar(float.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, comparison.LargestDifference);
        Assert.Throws<OctavoException>(() => comparison.Add(Tensor.Scalar(1f), Tensor.From(new Shape(1), 1f)));
        Assert.Equal(double.PositiveInfinity, TensorComparison.Of(Tensor.Scalar(3), Tensor.Scalar(3)).SignalToNoise);
    }
}
