using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class RestoreStatesTests
{
    [Fact]
    public void Dequantized_zeros_become_the_variables_that_they_stand_for()
    {
        var (edit, node) = Sample((Half)0);
        PassRunner.Run(edit.Graph, [new RestoreStates()]);
        Assert.All([18, 19], index => Assert.True(node.Input(index).IsVariable));
        Assert.DoesNotContain(edit.Graph.Nodes, other => other.Outputs.Contains(node.Input(18)));
    }

    [Fact]
    public void States_that_start_from_other_numbers_stay()
    {
        var (edit, node) = Sample((Half)1);
        PassRunner.Run(edit.Graph, [new RestoreStates()]);
        Assert.All([18, 19], index => Assert.False(node.Input(index).IsVariable));
    }

    private static (GraphEdit Edit, Node Node) Sample(Half start)
    {
        var edit = new GraphEdit(new Graph("main"));
        var inputs = new Value?[24];
        inputs[0] = edit.AddInput("input", ElementType.Float32, new Shape(1, 2, 3));
        for (var gate = 0; gate < 4; gate++)
        {
            inputs[1 + gate] = edit.AddConstant($"input {gate}", Tensor.From<float>(new Shape(4, 3), new float[12]));
            inputs[5 + gate] = edit.AddConstant($"recurrent {gate}", Tensor.From<float>(new Shape(4, 4), new float[16]));
            inputs[12 + gate] = edit.AddConstant($"bias {gate}", Tensor.From<float>(new Shape(4), new float[4]));
        }

        for (var index = 18; index < 20; index++)
        {
            var half = edit.AddConstant($"half {index}", Tensor.From<Half>(new Shape(1, 4), [start, start, start, start]));
            inputs[index] = edit.AddNode($"state {index}", new Dequantize(), [half],
                [edit.NewValue($"state {index}", ElementType.Float32, new Shape(1, 4))]).Output;
        }

        var output = edit.NewValue("output", ElementType.Float32, new Shape(1, 2, 4));
        var node = edit.AddNode("lstm", new UnidirectionalSequenceLstm(FusedActivation.Tanh), inputs, [output]);
        edit.AddOutput(output);
        return (edit, node);
    }
}
