using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>Filters over time that keep their last values in a variable: SVDF.</summary>
public sealed class FilterLayerTests
{
    private const int Invocations = FilterLayerModel.Memory + 3;
    private const string Hybrid = "dynamic-range-int8";

    private static readonly string[] OfResources = ["READ_VARIABLE", "ASSIGN_VARIABLE", "VAR_HANDLE", "CALL_ONCE", "CONCATENATION",
        "STRIDED_SLICE", "MUL", "SUM", "RELU", "RELU6", "ADD"];

    public static TheoryData<bool, FilterShift, FilterProduct, string?> Forms
    {
        get
        {
            var data = new TheoryData<bool, FilterShift, FilterProduct, string?>();
            foreach (var isTimeFirst in new[] { true, false })
            {
                foreach (var shift in new[] { FilterShift.CutThenJoin, FilterShift.JoinThenCut, FilterShift.ShortMemory })
                {
                    data.Add(isTimeFirst, shift, FilterProduct.MultiplyAndSum, null);
                    data.Add(isTimeFirst, shift, FilterProduct.Einsum, null);
                }
            }

            data.Add(true, FilterShift.CutThenJoin, FilterProduct.Convolution, null);
            data.Add(true, FilterShift.JoinThenCut, FilterProduct.Convolution, null);
            data.Add(true, FilterShift.ShortMemory, FilterProduct.Convolution, null);
            data.Add(true, FilterShift.CutThenJoin, FilterProduct.MultiplyAndSum, Hybrid);
            data.Add(false, FilterShift.ShortMemory, FilterProduct.Einsum, Hybrid);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Filters_become_one_operator(bool isTimeFirst, FilterShift shift, FilterProduct product, string? recipe) =>
        BecameSvdf(Check(new FilterLayerModel(isTimeFirst, shift, product), recipe));

    [Theory]
    [InlineData(1, false, null, null)]
    [InlineData(1, true, "Relu6", null)]
    [InlineData(2, true, "Relu", null)]
    [InlineData(4, false, null, null)]
    [InlineData(4, true, "Tanh", Hybrid)]
    public void Rank_bias_and_activation_go_into_the_operator(int rank, bool hasBias, string? activation, string? recipe) =>
        BecameSvdf(
            Check(new FilterLayerModel(true, FilterShift.CutThenJoin, FilterProduct.MultiplyAndSum, rank, hasBias, activation), recipe));

    [Theory]
    [InlineData(true, FilterShift.CutThenJoin, FilterProduct.MultiplyAndSum)]
    [InlineData(true, FilterShift.ShortMemory, FilterProduct.Convolution)]
    [InlineData(true, FilterShift.JoinThenCut, FilterProduct.Einsum)]
    [InlineData(false, FilterShift.CutThenJoin, FilterProduct.Einsum)]
    public void A_batch_of_one_changes_nothing(bool isTimeFirst, FilterShift shift, FilterProduct product) =>
        BecameSvdf(Check(new FilterLayerModel(isTimeFirst, shift, product, KeepsMoment: isTimeFirst, Batch: 1), null));

    [Theory]
    [InlineData("Relu", null)]
    [InlineData(null, Hybrid)]
    public void An_axis_of_one_moment_changes_nothing(string? activation, string? recipe) => BecameSvdf(
        Check(new FilterLayerModel(true, FilterShift.CutThenJoin, FilterProduct.MultiplyAndSum, Activation: activation, KeepsMoment: true),
            recipe));

    [Fact]
    public void A_new_value_at_the_front_is_no_SVDF() =>
        Stayed(new FilterLayerModel(true, FilterShift.ToTheFront, FilterProduct.MultiplyAndSum));

    [Fact]
    public void Moments_that_are_left_out_are_no_SVDF() =>
        Stayed(new FilterLayerModel(true, FilterShift.CutThenJoin, FilterProduct.Partial));

    [Theory]
    [InlineData(FilterFeature.Bias)]
    [InlineData(FilterFeature.Rectified)]
    public void Features_that_are_more_than_a_product_are_no_SVDF(FilterFeature feature) =>
        Stayed(new FilterLayerModel(false, FilterShift.JoinThenCut, FilterProduct.MultiplyAndSum, Feature: feature));

    [Fact]
    public void A_memory_that_is_read_elsewhere_is_no_SVDF() =>
        Stayed(new FilterLayerModel(true, FilterShift.CutThenJoin, FilterProduct.MultiplyAndSum, ReturnsMemory: true));

    private static void BecameSvdf(ModelRun run)
    {
        Assert.Equal(1, run.Report.Operators["SVDF"]);
        Assert.Empty(run.Report.Operators.Keys.Intersect(OfResources));
        Assert.Equal(("SVDF", null), (Assert.Single(run.Report.Recurrence).Result, run.Report.Recurrence[0].Reason));
    }

    private static void Stayed(FilterLayerModel model)
    {
        var run = Check(model, null);
        Assert.DoesNotContain("SVDF", run.Report.Operators.Keys);
        Assert.Contains("ASSIGN_VARIABLE", run.Report.Operators.Keys);
    }

    /// <summary>As many invocations as it takes to forget the first one, a reset, and the first two again.</summary>
    private static ModelRun Check(FilterLayerModel model, string? recipe)
    {
        double[][][] sequences =
            [.. Enumerable.Range(0, model.Batch).Select(item => new SequenceBatch(item + 1, Invocations, FilterLayerModel.Depth)[0])];
        int[] moments = [.. Enumerable.Range(0, Invocations), 0, 1];
        var inputs = moments.Select(moment => new Dictionary<string, Tensor>
        {
            ["x"] = Tensor.From(new Shape(model.Batch, 1, FilterLayerModel.Depth),
                [.. sequences.SelectMany(sequence => sequence[moment]).Select(value => (float)value)]),
        });
        var runs = ModelRun.Of(model.Write(), recipe, [.. inputs], Invocations);
        var expected = sequences.Select(model.Outputs).ToArray();
        foreach (var (moment, run) in moments.Zip(runs))
        {
            run.MustBe([.. expected.SelectMany(outputs => outputs[moment])], FilterLayerModel.Depth * FilterLayerModel.Memory * model.Rank,
                recipe is not null);
        }

        return runs[0];
    }
}
