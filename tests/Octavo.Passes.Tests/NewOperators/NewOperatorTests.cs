using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests.NewOperators;

/// <summary>An operator that is one file takes part in everything that operators like it take part in.</summary>
public sealed class NewOperatorTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void A_line_of_the_catalogue_is_made_of_the_record_alone()
    {
        var line = OperatorDescriptor.Describe<Halve, NoOptions>();
        Assert.IsType<Halve>(line.Read(null));
        Assert.Null(line.Write(new Halve()));
        Assert.Equal((1, 1, 2),
            (line.Signature.FewestInputs, line.Signature.MostOutputs,
                OperatorDescriptor.Describe<Middle, NoOptions>().Signature.MostInputs));
    }

    [Fact]
    public void It_computes_and_infers()
    {
        var halved = graph.Emit(new Halve(), graph.Input(2, 3));
        Assert.Equal(new Shape(2, 3), halved.Shape);
        Assert.Equal([1f, 2f], NodeEvaluator.Evaluate(halved.Producer!, [Tensor.From(new Shape(2), 2f, 4f)])[0].Values<float>().ToArray());
        var middle = graph.Emit(new Middle(), halved, graph.Input(4, 1, 3));
        Assert.Equal(new Shape(4, 2, 3), middle.Shape);
    }

    [Fact]
    public void Transposes_pass_it()
    {
        var turned = graph.Transpose(graph.Input(2, 3, 4), 2, 0, 1);
        var moved = graph.Emit(new Middle(), graph.Emit(new Halve(), turned), graph.Weights(4, 1, 1));
        Assert.Equal(["HALVE", "MIDDLE"], graph.Import(graph.Transpose(moved, 1, 2, 0)));
    }

    [Fact]
    public void All_steps_of_a_loop_are_computed_at_once()
    {
        var step = graph.Input(2, 3);
        var node = graph.Emit(new Middle(), step, graph.Weights(3)).Producer!;
        Assert.Equal(new Middle(), AllTimeSteps.Of(node, value => ReferenceEquals(value, step))!.Operator);
        Assert.Null(AllTimeSteps.Of(graph.Emit(new Middle(), graph.Input(3), step).Producer!, value => !ReferenceEquals(value, step)));
    }

    [Fact]
    public void Sizes_that_are_not_known_are_followed_through_it()
    {
        var input = graph.Input(-1, 3);
        var output = graph.Emit(new Middle(), graph.Emit(new Halve(), input), graph.Weights(3));
        var arithmetic = new ShapeArithmetic(graph.Edit.Graph);
        Assert.Equal(arithmetic.SizesOf(input), arithmetic.SizesOf(output));
    }

    [Fact]
    public void Its_result_may_lie_where_its_operand_lay()
    {
        var middle = graph.Emit(new Middle(), graph.Emit(new Halve(), graph.Input(2, 3)), graph.Input(2, 3)).Producer!;
        Assert.Equal([0, 1], ((IMemoryUse)middle.Operator).MemoryOf(middle, 0).Where(use => use.Overwrites).Select(use => use.Input));
    }
}
