using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>What passes do to loops: values (counter, x, weights): x becomes x times weights.</summary>
public sealed class LoopPassTests
{
    private static readonly Shape Row = new(1, 2);

    [Fact]
    public void Weights_that_no_step_changes_become_constants_of_the_body()
    {
        var (model, body) = Loop(constantWeights: true, unread: false);
        PassRunner.Run(model, [new MoveConstantsIntoGraphs()]);
        Assert.Equal(2, body.Inputs.Count);
        Assert.Equal(2, Assert.Single(model.Main.Nodes).Inputs.Count);
        Assert.True(Assert.Single(body.Nodes, node => node.Operator is Mul).Input(1).IsConstant);
    }

    [Fact]
    public void Weights_that_are_computed_stay_values_of_the_loop()
    {
        var (model, body) = Loop(constantWeights: false, unread: false);
        PassRunner.Run(model, [new MoveConstantsIntoGraphs(), new RemoveUnneededLoopValues()]);
        Assert.Equal(3, body.Inputs.Count);
    }

    [Fact]
    public void A_value_that_nothing_read_depends_on_goes()
    {
        var (model, body) = Loop(constantWeights: false, unread: true);
        PassRunner.Run(model, [new RemoveUnneededLoopValues()]);
        var loop = Assert.Single(model.Main.Nodes);
        Assert.Equal(["counter", "x", "weights"], body.Inputs.Select(input => input.Name));
        Assert.Equal(3, loop.Inputs.Count);
        Assert.DoesNotContain(body.Nodes, node => node.Operator is Exp);
    }

    [Fact]
    public void A_body_learns_the_sizes_that_every_step_keeps()
    {
        var (model, body) = Loop(constantWeights: true, unread: false, inner: new Shape(-1, 2));
        PassRunner.Run(model, [new InferShapes(), new PassShapesIntoGraphs()]);
        Assert.Equal(Row, body.Inputs[1].Shape);
        Assert.Equal(Row, body.Outputs[1].Shape);
    }

    [Fact]
    public void Graphs_that_nothing_runs_any_more_go()
    {
        var (model, _) = Loop(constantWeights: true, unread: false);
        new GraphEdit(model.Main).SetOutput(0, model.Main.Inputs[0]);
        PassRunner.Run(model, [new RemoveUnreadNodes()]);
        Assert.Equal([model.Main], model.Subgraphs);
    }

    [Fact]
    public void Graphs_that_nothing_ever_ran_stay()
    {
        var (model, _) = Loop(constantWeights: true, unread: false);
        var other = new Graph("other");
        model.Subgraphs.Add(other);
        PassRunner.Run(model, [new RemoveUnreadNodes()]);
        Assert.Equal(4, model.Subgraphs.Count);
        Assert.Contains(other, model.Subgraphs);
    }

    [Fact]
    public void Graphs_stay_where_an_operator_that_is_not_understood_names_them_by_place()
    {
        var (model, _) = Loop(constantWeights: true, unread: false);
        var edit = new GraphEdit(model.Main);
        edit.SetOutput(0, model.Main.Inputs[0]);
        edit.AddNode("once", new OpaqueOperator(BuiltinOperator.CALL_ONCE, null, 1, new CallOnceOptions { InitSubgraphIndex = 1 }, default),
            [], []);
        PassRunner.Run(model, [new RemoveUnreadNodes()]);
        Assert.Equal(3, model.Subgraphs.Count);
    }

    private static (Model Model, Graph Body) Loop(bool constantWeights, bool unread, Shape? inner = null)
    {
        var names = new List<string> { "counter", "x", "weights" };
        if (unread)
        {
            names.Insert(1, "unread");
        }

        var condition = Values(new GraphEdit(new Graph("condition")), names, inner ?? Row);
        var goesOn = condition.Edit.NewValue("less", ElementType.Boolean, new Shape([]));
        condition.Edit.AddNode("less", new Less(), [condition.Values["counter"], condition.Edit.AddConstant("limit", Tensor.Scalar(3))],
            [goesOn]);
        condition.Edit.AddOutput(goesOn);

        var body = Values(new GraphEdit(new Graph("body")), names, inner ?? Row);
        var next = new Dictionary<string, Value>(body.Values)
        {
            ["counter"] = Emit(body.Edit, new Add(), body.Values["counter"], body.Edit.AddConstant("one", Tensor.Scalar(1))),
            ["x"] = Emit(body.Edit, new Mul(), body.Values["x"], body.Values["weights"]),
        };
        if (unread)
        {
            next["unread"] = Emit(body.Edit, new Exp(), body.Values["unread"]);
        }

        names.ForEach(name => body.Edit.AddOutput(next[name]));
        var main = new GraphEdit(new Graph("main"));
        var input = main.AddInput("in", ElementType.Float32, Row);
        var weights =
            constantWeights ? main.AddConstant("weights", Tensor.From(Row, 2f, 3f)) : main.AddInput("weights_in", ElementType.Float32, Row);
        var first = new Dictionary<string, Value> { ["counter"] = main.AddConstant("zero", Tensor.Scalar(0)), ["x"] = input,
            ["unread"] = input, ["weights"] = weights };
        Value[] results = [.. names.Select(name => main.NewValue($"{name}_last", first[name].ElementType, first[name].Shape))];
        main.AddNode("loop", new While(new GraphReference(condition.Edit.Graph), new GraphReference(body.Edit.Graph)),
            names.Select(name => first[name]), results);
        main.AddOutput(results[names.IndexOf("x")]);

        var model = new Model();
        model.Subgraphs.AddRange([main.Graph, condition.Edit.Graph, body.Edit.Graph]);
        return (model, body.Edit.Graph);
    }

    private static (GraphEdit Edit, Dictionary<string, Value> Values) Values(GraphEdit edit, List<string> names, Shape shape) =>
        (edit, names.ToDictionary(name => name,
            name => name == "counter" ? edit.AddInput(name, ElementType.Int32, new Shape([]))
            : edit.AddInput(name, ElementType.Float32, name == "weights" ? Row : shape)));

    private static Value Emit(GraphEdit edit, Operator @operator, params Value[] inputs)
    {
        var output = edit.NewValue(@operator.Name, inputs[0].ElementType, inputs[0].Shape);
        edit.AddNode(@operator.Name, @operator, inputs, [output]);
        return output;
    }
}
