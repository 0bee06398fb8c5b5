using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

public sealed class DeepConstantTests
{
    [Fact]
    public void Thirty_thousand_nodes_behind_a_large_constant_cost_no_stack()
    {
        const int depth = 30_001;
        var shape = new Shape(17_000);
        var edit = new GraphEdit(new Graph("main"));
        var value = edit.AddConstant("large", Tensor.From(shape, Enumerable.Range(0, 17_000).Select(index => (float)index).ToArray()));
        for (var level = 0; level < depth; level++)
        {
            value = edit.AddNode($"negative {level}", new Neg(), [value],
                [edit.NewValue($"value {level}", ElementType.Float32, shape)]).Output;
        }

        edit.AddOutput(value);
        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = new Interpreter(model);
        interpreter.Invoke();
        Assert.Equal(-16_999f, interpreter.OutputSpan<float>(0)[^1]);
    }
}
