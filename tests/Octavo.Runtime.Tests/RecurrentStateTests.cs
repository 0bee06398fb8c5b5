using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>State that recurrent operators keep in variables.</summary>
public sealed class RecurrentStateTests
{
    private static readonly Tensor Weights = Tensor.From<float>(new Shape(2, 3), 0.5f, -1, 2, 1, 0.25f, -0.5f);

    public static TheoryData<string> Names => ["rnn", "sequence", "svdf"];

    [Theory]
    [MemberData(nameof(Names))]
    public void State_lives_from_one_invocation_to_the_next_until_it_is_reset_or_the_batch_changes(string name)
    {
        using var model = new SharedModel(ModelOf(name, 2));
        using var interpreter = new Interpreter(model);
        var first = Invoke(interpreter, Input(name, 2));
        var second = Invoke(interpreter, Input(name, 2));
        Assert.NotEqual(first, second);
        interpreter.ResetVariables();
        Assert.Equal(first, Invoke(interpreter, Input(name, 2)));
        var one = Invoke(interpreter, Input(name, 1));
        Assert.Equal(first[..one.Length], one);
        Assert.NotEqual(one, Invoke(interpreter, Input(name, 1)));
    }

    private static float[] Invoke(Interpreter interpreter, Tensor input)
    {
        interpreter.SetInput(0, input);
        interpreter.Invoke();
        return interpreter.GetOutput(0).Values<float>().ToArray();
    }

    private static Tensor Input(string name, int batch)
    {
        var values = Enumerable.Range(0, batch * 3).Select(index => (index % 5) - 1.5f).ToArray();
        return Tensor.From<float>(name == "sequence" ? new Shape(batch, 1, 3) : new Shape(batch, 3), values);
    }

    private static Model ModelOf(string name, int batch)
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("input", ElementType.Float32, Input(name, batch).Shape);
        var second = Tensor.From<float>(new Shape(2, 2), 0.5f, 0.75f, -0.25f, 1);
        var state = edit.NewValue("state", ElementType.Float32, new Shape(batch, name == "svdf" ? 4 : 2));
        edit.SetVariable(state, true);
        Operator @operator = name switch
        {
            "rnn" => new Rnn(),
            "sequence" => new UnidirectionalSequenceRnn(),
            _ => new Svdf(1),
        };
        edit.AddOutput(new GraphBuilder(edit)
            .Emit("output", @operator, input, edit.AddConstant("weights", Weights), edit.AddConstant("recurrent", second), null, state));
        return new Model { Subgraphs = { edit.Graph } };
    }
}
