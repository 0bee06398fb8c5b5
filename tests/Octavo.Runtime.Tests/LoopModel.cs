using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Models with loops and branches, built node by node.</summary>
internal static class LoopModel
{
    /// <summary>while (count &lt; 5) { count += 1; values = body(values) }, from count 0.</summary>
    /// <param name="shape">Of the input and of each value.</param>
    /// <param name="values">How many float values the loop has; all start with the input.</param>
    /// <param name="body">The next values for these.</param>
    public static Model Repeat(Shape shape, int values, Func<GraphEdit, Value[], Value[]> body)
    {
        var main = new GraphEdit(new Graph("main"));
        var input = main.AddInput("x", ElementType.Float32, shape);
        var (condition, step) = (Loop("condition", shape, values), Loop("body", shape, values));
        var five = condition.AddConstant("five", Tensor.From(Shape.Scalar, 5));
        condition.AddOutput(Node(condition, new Less(), ElementType.Boolean, Shape.Scalar, condition.Graph.Inputs[0], five));
        var one = step.AddConstant("one", Tensor.From(Shape.Scalar, 1));
        step.AddOutput(Node(step, new Add(), ElementType.Int32, Shape.Scalar, step.Graph.Inputs[0], one));
        foreach (var next in body(step, [.. step.Graph.Inputs.Skip(1)]))
        {
            step.AddOutput(next);
        }

        var loop = main.AddNode(
            "loop", new While(new GraphReference(condition.Graph), new GraphReference(step.Graph)),
            [main.AddConstant("zero", Tensor.From(Shape.Scalar, 0)), .. Enumerable.Repeat(input, values)],
            [main.NewValue("count", ElementType.Int32, Shape.Scalar),
                .. Enumerable.Range(0, values).Select(index => main.NewValue($"y{index}", ElementType.Float32, Shape.Unknown))]);
        foreach (var output in loop.Outputs.Skip(1))
        {
            main.AddOutput(output);
        }

        return new Model { Subgraphs = { main.Graph, condition.Graph, step.Graph } };
    }

    /// <summary>A node with one output.</summary>
    public static Value Node(GraphEdit edit, Operator @operator, ElementType type, Shape shape, params Value[] inputs) =>
        edit.AddNode(@operator.Name, @operator, inputs, [edit.NewValue($"value {edit.Graph.Nodes.Count}", type, shape)]).Output;

    private static GraphEdit Loop(string name, Shape shape, int values)
    {
        var edit = new GraphEdit(new Graph(name));
        edit.AddInput("count", ElementType.Int32, Shape.Scalar);
        for (var index = 0; index < values; index++)
        {
            edit.AddInput($"v{index}", ElementType.Float32, shape);
        }

        return edit;
    }
}
