using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Lets sequence operators read [batch, time, ...] where a transposition made [time, batch, ...] for them; the transposition moves behind
/// them, over reversals and to the steps that are taken out, until it meets its inverse or vanishes.
/// </summary>
internal sealed class MoveTransposesIntoSequences : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (!edit.Holds(node) || node.Inputs.Count == 0 || node.OptionalInput(0) is not { } input
                || FirstAxesSwap.Of(input) is not { } sequence)
            {
                continue;
            }

            if (node.Outputs.Count == 1 && FirstAxesSwap.Of(node.Output) is not null)
            {
                edit.Bypass(node, sequence);
                edit.RemoveUnread(input);
            }
            else if (SequenceForm.IsTimeMajor(node.Operator) == true)
            {
                MoveBehind(edit, node, ((ISequenceOperator)node.Operator).BatchMajor(), [sequence, .. node.Inputs.Skip(1)]);
            }
            else if (node.Operator is ReverseV2 && node.Input(1).Integers() is [0 or 1 or -2 or -3] axes)
            {
                var axis = 1 - (axes[0] < 0 ? axes[0] + 3 : axes[0]);
                MoveBehind(edit, node, node.Operator, [sequence, edit.AddConstant($"{node.Name}/axis", Tensor.From(new Shape(1), [axis]))]);
            }
            else if (TimeStepSlice.Read(node) is var (taken, index) && IsOfSequence(sequence))
            {
                edit.Become(node, TimeStepSlice.Operator(1 - taken),
                    [sequence, .. TimeStepSlice.Operands(edit, node.Name, 1 - taken, index)]);
            }
        }
    }

    /// <summary>
    /// Whether the value comes out of a sequence operator, so that moving the transposition away from it gains something.
    /// </summary>
    private static bool IsOfSequence(Value value)
    {
        while (value.Producer is { Operator: ReverseV2 } reversal)
        {
            value = reversal.Input(0);
        }

        return value.Producer is { } producer && SequenceForm.IsTimeMajor(producer.Operator) is not null;
    }

    private static void MoveBehind(GraphEdit edit, Node node, Operator @operator, IReadOnlyList<Value?> inputs)
    {
        var former = node.Input(0);
        var outputs =
            new GraphBuilder(edit, node).EmitAll(node.Name, @operator, inputs, index => $"{node.Outputs[index].Name}/batch_major");
        for (var index = 0; index < outputs.Count; index++)
        {
            var name = node.Outputs[index].Name;
            edit.ReplaceUses(node.Outputs[index], FirstAxesSwap.Emit(edit, node, name, outputs[index]));
        }

        edit.RemoveNode(node);
        edit.RemoveUnread(former);
    }
}
