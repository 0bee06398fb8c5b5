using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Dropout with a probability of keeping that is fed in training.</summary>
public sealed class DropoutMasksTests
{
    private static readonly Tensor Data = Tensor.From(new Shape(2), 3f, -4f);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mask_that_keeps_everything_is_a_constant(bool byRate)
    {
        var graph = Dropout(new ImportedGraph().Input("x", Data), byRate, 1);
        Assert.DoesNotContain("FLOOR", graph.Operators("result"));
        Assert.DoesNotContain("GREATER_EQUAL", graph.Operators("result"));
        Assert.Equal(Data.Values<float>(), graph.Run("result").Values<float>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mask_that_depends_on_chance_is_refused(bool byRate)
    {
        var error = Assert.Throws<OctavoException>(() => Dropout(new ImportedGraph().Input("x", Data), byRate, 0.75f).Import("result"));
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("'random'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_probability_that_is_an_input_is_refused(bool byRate)
    {
        var graph = new ImportedGraph().Input("x", Data).Input("keep", Tensor.Scalar(1f));
        Assert.Throws<OctavoException>(() => Dropout(graph, byRate, null).Import("result"));
    }

    /// <param name="keep">The default of the probability; null where it is there already.</param>
    private static ImportedGraph Dropout(ImportedGraph graph, bool byRate, float? keep)
    {
        if (keep is { } probability)
        {
            graph = graph.Constant("default", Tensor.Scalar(probability)).Node("PlaceholderWithDefault", "keep", [], "default");
        }

        graph = graph.Integers("sizes", 2).Node("RandomUniform", "random", [("T", ElementType.Int32)], "sizes");
        return byRate
            ? graph.Constant("one", Tensor.Scalar(1f)).Node("Sub", "rate", [], "one", "keep").Node("GreaterEqual", "mask", [], "random", "rate")
                .Node("Cast", "factor", [("SrcT", ElementType.Boolean)], "mask").Node("Mul", "result", [], "x", "factor")
            : graph.Node("AddV2", "sum", [], "keep", "random").Node("Floor", "factor", [], "sum").Node("Mul", "result", [], "x", "factor");
    }
}
