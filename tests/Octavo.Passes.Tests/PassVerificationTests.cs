using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>What a pass does wrong is found behind it, and said with its name.</summary>
public sealed class PassVerificationTests
{
    private sealed class Doing(Action<GraphEdit> act) : IPass
    {
        public string Name => "DoesWrong";

        public void Apply(GraphEdit edit) => act(edit);
    }

    [Fact]
    public void A_pass_that_throws_is_named_with_the_graph_and_the_file()
    {
        var model = new Model { Subgraphs = { Sum().Graph }, Origin = "some.pb" };
        var pass = new Doing(_ => throw new InvalidOperationException("no such thing"));
        var error = Assert.Throws<OctavoException>(() => PassRunner.Run(model, [pass]));
        Assert.Equal(ErrorKind.Internal, error.Kind);
        Assert.Equal("some.pb, pass DoesWrong, graph 'main'", error.Where);
        Assert.Contains("no such thing", error.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_is_the_models_own_stays_what_it_is()
    {
        var own = new OctavoException(ErrorKind.Shape, "sizes differ", "ADD 'sum'");
        Assert.Same(own, Assert.Throws<OctavoException>(() => PassRunner.Run(Sum().Graph, [new Doing(_ => throw own)])));
    }

    [Fact]
    public void Another_element_type_than_the_operator_gives_is_a_fault_of_the_pass() =>
        Refused(
            edit => edit.SetType(edit.Graph.Outputs[0], ElementType.Int32, new Shape(2, 3)),
            "gives Float32 [2,3] as output 0, which is declared Int32 [2,3]");

    [Fact]
    public void Another_shape_than_the_operator_gives_is_a_fault_of_the_pass() =>
        Refused(edit => edit.SetOperator(edit.Graph.Nodes[0], new Softmax(1)), "declared Float32 [2,3]", input: new Shape(2, 4));

    [Fact]
    public void An_operator_that_its_operands_do_not_fit_is_a_fault_of_the_pass() =>
        Refused(
            edit => edit.SetInput(edit.Graph.Nodes[0], 1, edit.AddConstant("odd", Tensor.From(new Shape(5), new float[5]))),
            null, isRewritten: true);

    [Fact]
    public void A_value_whose_producer_went_is_a_fault_of_the_pass() =>
        Refused(
            edit => edit.TakeOver(edit.Graph.Nodes[0], 0, edit.NewValue("other", ElementType.Float32, new Shape(2, 3))),
            "which is never computed");

    [Fact]
    public void A_shape_that_says_more_than_the_operator_and_one_that_says_less_are_both_right()
    {
        PassRunner.Run(
            Sum(new Shape(-1, 3)).Graph,
            [new Once(edit => edit.SetType(edit.Graph.Outputs[0], ElementType.Float32, new Shape(2, 3)))]);
        PassRunner.Run(Sum().Graph, [new Once(edit => edit.SetType(edit.Graph.Outputs[0], ElementType.Float32, new Shape(-1, 3)))]);
        PassRunner.Run(Sum().Graph, [new Once(edit => edit.SetType(edit.Graph.Outputs[0], ElementType.Float32, Shape.Unknown))]);
    }

    [Fact]
    public void What_no_pass_changed_is_not_looked_at()
    {
        var edit = Sum();
        edit.SetType(edit.Graph.Outputs[0], ElementType.Int32, new Shape(7));
        PassRunner.Run(edit.Graph, [new Once(later => later.Rename(later.Graph.Nodes[0], "renamed"))]);
        Assert.Equal("renamed", edit.Graph.Nodes[0].Name);
    }

    [Fact]
    public void Graphs_that_a_pass_changes_from_outside_are_looked_at_too()
    {
        var (outer, inner) = (Sum(), Sum());
        var model = new Model { Subgraphs = { outer.Graph, inner.Graph } };
        var pass = new Doing(_ => inner.SetType(inner.Graph.Outputs[0], ElementType.Int32, new Shape(2, 3)));
        var error = Assert.Throws<OctavoException>(() => PassRunner.Run(model, [pass]));
        Assert.Contains("After DoesWrong", error.Found, StringComparison.Ordinal);
    }

    private static void Refused(Action<GraphEdit> act, string? problem, Shape? input = null, bool isRewritten = false)
    {
        var edit = Sum(input ?? new Shape(2, 3), new Shape(2, 3));
        var error = Assert.Throws<OctavoException>(() => PassRunner.Run(edit.Graph, [new Doing(later =>
        {
            act(later);
            if (isRewritten)
            {
                later.SetOperator(later.Graph.Nodes[0], new Mul());
            }
        })]));
        Assert.Equal(ErrorKind.Internal, error.Kind);
        Assert.Contains("After DoesWrong", error.Found, StringComparison.Ordinal);
        Assert.Contains(problem ?? "cannot be", error.Found, StringComparison.Ordinal);
    }

    private static GraphEdit Sum(Shape? input = null, Shape? output = null)
    {
        var edit = new GraphEdit(new Graph("main"));
        var shape = input ?? new Shape(2, 3);
        var (left, right) = (edit.AddInput("left", ElementType.Float32, shape), edit.AddInput("right", ElementType.Float32, shape));
        edit.AddOutput(edit.AddNode("sum", new Add(), [left, right], [edit.NewValue("sum", ElementType.Float32, output ?? shape)]).Output);
        return edit;
    }

    /// <summary>A pass that settles.</summary>
    private sealed class Once(Action<GraphEdit> act) : IPass
    {
        private bool isDone;

        public void Apply(GraphEdit edit)
        {
            if (!isDone)
            {
                isDone = true;
                act(edit);
            }
        }
    }
}
