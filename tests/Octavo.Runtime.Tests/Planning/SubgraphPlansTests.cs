using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

public sealed class SubgraphPlansTests
{
    [Fact]
    public void Branches_that_run_one_graph_on_both_sides_cost_as_many_plans_as_graphs()
    {
        const int depth = 60;
        var model = new Model();
        for (var level = 0; level < depth; level++)
        {
            model.Subgraphs.Add(new Graph($"level {level}"));
        }

        for (var level = 0; level < depth; level++)
        {
            var edit = new GraphEdit(model.Subgraphs[level]);
            var condition = edit.AddInput("condition", ElementType.Boolean, Shape.Scalar);
            var input = edit.AddInput("x", ElementType.Float32, new Shape(3));
            var output = edit.NewValue("y", ElementType.Float32, new Shape(3));
            if (level == depth - 1)
            {
                edit.AddNode("negative", new Neg(), [input], [output]);
            }
            else
            {
                var next = new GraphReference(model.Subgraphs[level + 1]);
                edit.AddNode("branch", new If(next, next), [condition, condition, input], [output]);
            }

            edit.AddOutput(output);
        }

        using var runnable = new SharedModel(model);
        using var interpreter = new Interpreter(runnable);
        interpreter.SetInput(0, Tensor.Scalar(true));
        interpreter.SetInput(1, Tensor.From(new Shape(3), 1f, 2f, 3f));
        interpreter.Invoke();
        Assert.Equal([-1f, -2f, -3f], interpreter.OutputSpan<float>(0));
    }
}
