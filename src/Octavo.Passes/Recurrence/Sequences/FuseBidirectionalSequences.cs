using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Joins two sequence operators that differ in nothing but their weights and the direction they walk in: one reads a sequence, the other
/// one the same sequence reversed. Where both results are only read side by side, the operator writes them so.
/// </summary>
internal sealed class FuseBidirectionalSequences : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (edit.Holds(node) && SequenceForm.Bidirectional(node.Operator) is { } @operator && Reversed(node) is { } sequence
                && sequence.Uses.Select(use => use.Node).FirstOrDefault(other => IsForwardOf(other, node, sequence)) is { } forward
                && SequenceForm.Join(forward, node) is { } inputs)
            {
                Join(edit, forward, node, @operator, inputs);
            }
            else if (edit.Holds(node) && SequenceForm.Merged(node) is { } merged)
            {
                Merge(edit, node, merged);
            }
        }
    }

    /// <summary>What a sequence operator reads in the order of falling time; null where it does not.</summary>
    private static Value? Reversed(Node node) =>
        node.Input(0).Producer is { Operator: ReverseV2 } reversal && IsReversal(reversal, SequenceForm.IsTimeMajor(node.Operator)!.Value)
        ? reversal.Input(0) : null;

    private static bool IsReversal(Node node, bool timeMajor) =>
        node.Operator is ReverseV2 && node.Input(1).Integers() is [var axis] && axis == (timeMajor ? axis < 0 ? -3 : 0 : axis < 0 ? -2 : 1);

    private static bool IsForwardOf(Node node, Node backward, Value sequence) =>
        ReferenceEquals(node.OptionalInput(0), sequence) && node.Operator.Equals(backward.Operator);

    private static void Join(GraphEdit edit, Node forward, Node backward, Operator @operator, IReadOnlyList<Value?> inputs)
    {
        var timeMajor = SequenceForm.IsTimeMajor(@operator)!.Value;
        var before = forward.IsBefore(backward) ? forward : backward;
        var outputs = new GraphBuilder(edit, before)
            .EmitAll(forward.Name, @operator, inputs, index => index == 0 ? forward.Output.Name : $"{backward.Output.Name}/in_time");
        edit.ReplaceUses(forward.Output, outputs[0]);
        Redirect(edit, backward, outputs[1], timeMajor);
        var former = backward.Input(0);
        edit.RemoveNode(forward);
        edit.RemoveNode(backward);
        edit.RemoveUnread(former);
    }

    /// <summary>Lets what reads the backward results in the order of falling time read them in the order of time.</summary>
    private static void Redirect(GraphEdit edit, Node backward, Value inTime, bool timeMajor)
    {
        var axis = timeMajor ? 0 : 1;
        var length = inTime.Shape[axis];
        foreach (var reader in backward.Output.Uses.Select(use => use.Node).Distinct().ToArray())
        {
            if (IsReversal(reader, timeMajor))
            {
                edit.ReplaceUses(reader.Output, inTime);
                edit.Rename(inTime, reader.Output.Name);
                edit.RemoveNode(reader);
            }
            else if (reader.Operator is Unpack unpack && (unpack.Axis < 0 ? unpack.Axis + 3 : unpack.Axis) == axis)
            {
                UnpackInTime(edit, reader, inTime);
            }
            else if (TimeStepSlice.Read(reader) is var (its, index) && its == axis && (index is -1 or 0 || index == length - 1))
            {
                edit.Become(reader, TimeStepSlice.Operator(axis),
                    [inTime, .. TimeStepSlice.Operands(edit, reader.Name, axis, index == 0 && length != 1 ? -1 : 0)]);
            }
        }

        if (backward.Output.Uses.Count != 0 || backward.Output.IsReturned)
        {
            var reversed = edit.Emit(
                backward, backward.Output.Name, new ReverseV2(), inTime,
                edit.AddConstant($"{backward.Name}/axis", Tensor.From(new Shape(1), [axis])));
            edit.ReplaceUses(backward.Output, reversed);
        }
    }

    private static void UnpackInTime(GraphEdit edit, Node unpack, Value inTime)
    {
        var steps = unpack.Outputs.Reverse().Select(step => edit.NewValue(step.Name, step.ElementType, step.Shape)).ToArray();
        edit.AddNodeBefore(unpack, unpack.Name, unpack.Operator, [inTime], steps);
        for (var step = 0; step < steps.Length; step++)
        {
            edit.ReplaceUses(unpack.Outputs[^(step + 1)], steps[step]);
        }

        edit.RemoveNode(unpack);
    }

    private static void Merge(GraphEdit edit, Node node, Operator merged)
    {
        if (edit.OnlyReader(node.Outputs[0]) is { Operator: Concatenation { Activation: FusedActivation.None, Axis: 2 or -1 } } join
            && join.Inputs.Count == 2
            && ReferenceEquals(join.Inputs[0], node.Outputs[0]) && ReferenceEquals(join.Inputs[1], node.Outputs[1])
                && edit.OnlyReader(node.Outputs[1]) is not null)
        {
            var inputs = node.Inputs.ToArray();
            var output = edit.NewValue(join.Output.Name, join.Output.ElementType, join.Output.Shape);
            edit.AddNodeBefore(node, node.Name, merged, inputs, [output]);
            edit.ReplaceUses(join.Output, output);
            edit.RemoveNode(join);
            edit.RemoveNode(node);
        }
    }
}
