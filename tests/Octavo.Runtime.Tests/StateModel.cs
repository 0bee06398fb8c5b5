using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>h = relu(x + h / 2) for one unit, as an RNN whose state is a variable; x is [batch, 1].</summary>
internal static class StateModel
{
    public static Model Of(string stateName)
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(1, 1));
        var state = edit.NewValue(stateName, ElementType.Float32, new Shape(1, 1));
        edit.SetVariable(state, true);
        var node = edit.AddNode(
            "rnn", new Rnn(FusedActivation.Relu),
            [input, Number("weights", 1), Number("recurrent", 0.5f), edit.AddConstant("bias", Tensor.From(new Shape(1), 0f)), state],
            [edit.NewValue("h", ElementType.Float32, new Shape(1, 1))]);
        edit.AddOutput(node.Output);
        return new Model { Subgraphs = { edit.Graph } };

        Value Number(string name, float number) => edit.AddConstant(name, Tensor.From(new Shape(1, 1), number));
    }

    /// <summary>The output for x = 1.</summary>
    public static float Next(Interpreter interpreter)
    {
        interpreter.SetInput<float>(0, [1f], new Shape(1, 1));
        interpreter.Invoke();
        return interpreter.GetOutput<float>(0)[0];
    }
}
