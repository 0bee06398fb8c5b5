using Octavo.TensorFlow.Messages;
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

    [Fact]
    public void A_branch_knows_a_probability_that_it_is_given()
    {
        var graph = Functions(1).Input("condition", Tensor.Scalar(1f))
            .Call("If", "if", [("then_branch", ["drop"]), ("else_branch", ["drop"])], 1, "condition", "x", "keep");
        Assert.Equal(Data.Values<float>(), graph.Run("if").Values<float>());
    }

    [Fact]
    public void A_branch_of_a_branch_knows_it_too()
    {
        var inner = GraphDefBuilder.Make("If", "inner", "c", "x", "keep");
        foreach (var branch in new[] { "then_branch", "else_branch" })
        {
            inner.Attr[branch] = new AttrValue { Func = new NameAttrList { Name = "drop" } };
        }

        inner.Attr["Tin"] = GraphDefBuilder.Types(2);
        inner.Attr["Tout"] = GraphDefBuilder.Types(1);
        var graph =
            Functions(1).Input("condition", Tensor.Scalar(1f)).Function("nested", ["c", "x", "keep"], [("y", "inner:output:0")], inner)
            .Call("If", "if", [("then_branch", ["nested"]), ("else_branch", ["nested"])], 1, "condition", "condition", "x", "keep");
        Assert.Equal(Data.Values<float>(), graph.Run("if").Values<float>());
    }

    [Fact]
    public void A_branch_that_is_given_a_smaller_probability_is_refused()
    {
        var graph = Functions(0.5f).Input("condition", Tensor.Scalar(1f))
            .Call("If", "if", [("then_branch", ["drop"]), ("else_branch", ["drop"])], 1, "condition", "x", "keep");
        Assert.Equal(ErrorKind.UnsupportedOperator, Assert.Throws<OctavoException>(() => graph.Import("if")).Kind);
    }

    [Fact]
    public void A_loop_knows_a_probability_that_its_steps_hand_on() =>
        Assert.Equal(Data.Values<float>(), Loop("keep").Run("loop:2").Values<float>());

    [Fact]
    public void A_probability_that_steps_change_is_refused() =>
        Assert.Equal(ErrorKind.UnsupportedOperator, Assert.Throws<OctavoException>(() => Loop("less:z:0").Import("loop:2")).Kind);

    /// <param name="next">The probability of the next step.</param>
    private static ImportedGraph Loop(string next) =>
        Functions(1).Constant("zero", Tensor.Scalar(0f)).Constant("one", Tensor.Scalar(1f)).Constant("three", Tensor.Scalar(3f))
        .Function("goes_on", ["i", "keep", "x", "one", "limit"], [("result", "less:z:0")],
            GraphDefBuilder.Make("Less", "less", "i", "limit"))
        .Function(
            "step", ["i", "keep", "x", "one", "limit"],
            [("i", "count:z:0"), ("keep", next), ("x", "call:output:0"), ("one", "one"), ("limit", "limit")],
            GraphDefBuilder.Make("AddV2", "count", "i", "one"), GraphDefBuilder.Make("Sub", "less", "keep", "one"),
                GraphDefBuilder.MakeCall("drop", "call", "x", "keep"))
        .Call("While", "loop", [("cond", ["goes_on"]), ("body", ["step"])], 5, "zero", "keep", "x", "one", "three");

    /// <summary>A function that drops out, and the default of the probability.</summary>
    private static ImportedGraph Functions(float keep)
    {
        var sizes = GraphDefBuilder.Make("Const", "sizes");
        sizes.Attr["dtype"] = new AttrValue { Type = DataType.DtInt32 };
        sizes.Attr["value"] = new AttrValue
        {
            Tensor = new TensorProto { Dtype = DataType.DtInt32,
                TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 1 } } }, IntVal = { 2 } },
        };
        var random = GraphDefBuilder.Make("RandomUniform", "random", "sizes:output:0");
        random.Attr["T"] = new AttrValue { Type = DataType.DtInt32 };
        return new ImportedGraph().Input("x", Data).Constant("default", Tensor.Scalar(keep))
            .Node("PlaceholderWithDefault", "keep", [], "default").Function(
            "drop", ["x", "keep"], [("y", "mul:z:0")], sizes, random, GraphDefBuilder.Make("AddV2", "sum", "keep", "random:output:0"),
                GraphDefBuilder.Make("Floor", "mask", "sum:z:0"),
            GraphDefBuilder.Make("Mul", "mul", "x", "mask:y:0"));
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
            ? graph.Constant("one", Tensor.Scalar(1f)).Node("Sub", "rate", [], "one", "keep")
            .Node("GreaterEqual", "mask", [], "random", "rate")
                .Node("Cast", "factor", [("SrcT", ElementType.Boolean)], "mask").Node("Mul", "result", [], "x", "factor")
            : graph.Node("AddV2", "sum", [], "keep", "random").Node("Floor", "factor", [], "sum").Node("Mul", "result", [], "x", "factor");
    }
}
