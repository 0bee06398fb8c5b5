using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// TensorFlow 1's long short-term memories in one operation: a step (LSTMBlockCell), or all steps of a sequence (BlockLSTM of
/// LSTMBlockFusedCell), whose number must be known. They give what each gate, both states and both activations are: i, cs, f, o, ci, co, h.
/// </summary>
internal sealed class LstmBlockImporter : IImporter
{
    private const int Outputs = 7;

    private const int Gates = 4;

    /// <summary>Sequences of more steps would become graphs that nobody wants.</summary>
    private const int MostSteps = 4096;

    public IReadOnlyList<string> Operations { get; } = ["BlockLSTM", "BlockLSTMV2", "LSTMBlockCell"];

    public void Import(ImportContext context)
    {
        var results = context.Node.Operation == "LSTMBlockCell"
            ? Step(context, context.AsFloat(context.Input(0)), 1, State(context, 1), State(context, 2)) : Sequence(context);
        for (var index = 0; index < Outputs; index++)
        {
            context.SetOutput(index, context.Cast(results[index], context.Input(context.InputCount - 1).ElementType));
        }
    }

    private static Value State(ImportContext context, int input) => context.AsFloat(context.Input(input));

    /// <summary>All outputs of all steps, [time, batch, units]; zeros from the largest length on.</summary>
    private static ImmutableArray<Value> Sequence(ImportContext context)
    {
        var sequence = context.AsFloat(context.Input(1));
        if (context.RequireRank(sequence)[0] is not (> 0 and <= MostSteps) || context.Known(0) is null)
        {
            throw context.Unsupported($"the number of steps is not known, or is more than {MostSteps}",
                "Give the input a shape with a number of steps (--input-shape).");
        }

        var count = sequence.Shape[0];
        var length = context.RequireInteger(0, "the largest length");
        var steps = context.EmitManyMoved(new Unpack(0, count), count, sequence);
        var (cell, hidden) = (State(context, 2), State(context, 3));
        var results = Enumerable.Range(0, Outputs).Select(_ => new List<Value>()).ToArray();
        for (var step = 0; step < count; step++)
        {
            var outputs = step < length ? Step(context, steps[step], 2, cell, hidden)
                : [.. results.Select(_ => new Expression(context, cell).Filled(0f).Value)];
            (cell, hidden) = step < length ? (outputs[1], outputs[^1]) : (cell, hidden);
            for (var index = 0; index < Outputs; index++)
            {
                results[index].Add(outputs[index]);
            }
        }

        return [.. results.Select(result => context.EmitMoved(new Pack(0, count), result))];
    }

    /// <param name="first">The input of the old cell state; hidden state, weights, peepholes and bias follow it.</param>
    private static ImmutableArray<Value> Step(ImportContext context, Value step, int first, Value oldCell, Value oldHidden)
    {
        Expression Operand(int index) => new(context, context.AsFloat(context.Input(first + index)));
        var isSecond = context.Node.Operation == "BlockLSTMV2";
        var looks = context.Attributes.Boolean("use_peephole");
        var rows = new Expression(context, context.Emit(new Concatenation(1), step, oldHidden));
        var sum = rows.With(new BatchMatMul(), Operand(2)) + Operand(6);
        var parts = context.EmitManyMoved(new Split(Gates), Gates, context.Constant(Tensor.Scalar(1)), sum.Value);
        Expression Gate(int index) => new(context, parts[index]);
        Expression Look(Expression gate, Expression cell, int peephole) => looks ? gate + (cell * Operand(peephole)) : gate;

        var before = new Expression(context, oldCell);
        var input = Look(Gate(0), before, 3).Of(new Logistic());
        var forget = Look(isSecond ? Gate(1) : Gate(2) + context.Attributes.Float("forget_bias"), before, 4).Of(new Logistic());
        var candidate = Gate(isSecond ? 2 : 1).Of(new Tanh());
        var cell = (candidate * input) + (before * forget);
        var clip = context.Attributes.Float("cell_clip");
        cell = clip > 0 ? cell.AtMost(clip).AtLeast(-clip) : cell;
        var output = Look(Gate(3), cell, 5).Of(new Logistic());
        var activated = cell.Of(new Tanh());
        return [input.Value, cell.Value, forget.Value, output.Value, candidate.Value, activated.Value, (activated * output).Value];
    }
}
