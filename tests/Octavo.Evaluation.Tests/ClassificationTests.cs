namespace Octavo.Evaluation.Tests;

public sealed class ClassificationTests
{
    /// <summary>Three classes; the fourth sample has no finite scores.</summary>
    private static readonly Classification Sample =
        new(3, [0, 1, 2, 0], [0, 1, 0, Classification.NoRank], [0, 2, 2, Classification.NoClass]);

    [Fact]
    public void A_sample_without_finite_scores_is_wrong_whatever_its_label()
    {
        Assert.Equal(0.5, Sample.Top(1).Value);
        Assert.Equal(0.75, Sample.Top(3).Value);
        Assert.Equal(1, Sample.NonFiniteSamples);
        Assert.Equal(0.5, Sample.Confusion().Accuracy);
        Assert.Equal(1, Sample.Confusion().Unpredicted(0));
        Assert.Equal(2, Sample.Confusion().Support(0));
    }

    [Fact]
    public void Two_models_without_finite_scores_do_not_agree() => Assert.Equal(0.75, Sample.Agreement(Sample));

    [Fact]
    public void Figures_of_the_confusion_count_samples_without_scores_as_a_class_of_their_own()
    {
        // By hand, with a fourth class that nothing belongs to: recalls 1/2, 0 and 1; kappa (1/2 - 1/4) / (1 - 1/4).
        Assert.Equal(0.5, Measure("balanced-accuracy"), 12);
        Assert.Equal(0.5, Measure("recall-macro"), 12);
        Assert.Equal((0.5 - 0.25) / 0.75, Measure("cohen-kappa"), 12);
        Assert.Equal(((2 * 4) - 4) / Math.Sqrt((16 - 6) * (16 - 6)), Measure("matthews"), 12);
    }

    [Fact]
    public void Metrics_are_sorted_and_each_can_be_found()
    {
        Assert.Equal(ClassificationMetrics.Names.Order(StringComparer.Ordinal), ClassificationMetrics.Names);
        Assert.All(ClassificationMetrics.Names.Where(name => name != "top-K"),
            name => Assert.Equal(name, ClassificationMetrics.Find(name).Name));
        Assert.Equal("top-17", ClassificationMetrics.Find("top-17").Name);
    }

    [Theory]
    [InlineData("top1", "top-1")]
    [InlineData("top-0", "top-1")]
    [InlineData("top--1", "top-1")]
    [InlineData("f1-makro", "f1-macro")]
    [InlineData("ballanced-accuracy", "balanced-accuracy")]
    public void An_unknown_metric_is_refused_with_the_nearest_one(string name, string nearest)
    {
        var error = Assert.Throws<OctavoException>(() => ClassificationMetrics.Find(name));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains($"'{nearest}'", error.Hint!, StringComparison.Ordinal);
    }

    [Fact]
    public void Top_eleven_of_ten_classes_is_refused()
    {
        ClassificationMetrics.Find("top-10").Require(10);
        Assert.Contains("top-10", Assert.Throws<OctavoException>(() => ClassificationMetrics.Find("top-11").Require(10)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_is_told_from_equal()
    {
        var comparison = TensorComparison.Of(
            Tensor.From(new Shape(3), 1f, float.NaN, float.NaN), Tensor.From(new Shape(3), 1f, float.NaN, 2f));
        Assert.Equal((2, 1), (comparison.NaNInFound, comparison.NaNInExpected));
        Assert.False(comparison.IsIdentical);
        Assert.False(TensorComparison.Of(Tensor.From(new Shape(1), float.NaN), Tensor.From(new Shape(1), float.NaN)).IsIdentical);
        Assert.True(TensorComparison.Of(Tensor.From(new Shape(1), 1f), Tensor.From(new Shape(1), 1f)).IsIdentical);
    }

    [Fact]
    public void A_preset_takes_other_members_in_the_place_of_its_own()
    {
        var picture = Tensor.Zeros(ElementType.UInt8, new Shape(300, 400, 3));
        Assert.Equal(new Shape(1, 3, 224, 224), Preprocessing.Parse("torchvision-224").Apply(picture).Shape);
        Assert.Equal(new Shape(1, 224, 224, 3), Preprocessing.Parse("""{"preset":"torchvision-224","layout":"nhwc"}""").Apply(picture).Shape);
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => Preprocessing.Parse("""{"preset":"torchvision","layout":"nhwc"}""")).Kind);
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => Preprocessing.Parse("""{"preset":"torchvision-224","lay":"nhwc"}""")).Kind);
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => Preprocessing.Parse("""{"preset":3}""")).Kind);
    }

    private static double Measure(string name) => ClassificationMetrics.Find(name).Measure(Sample).Value;
}
