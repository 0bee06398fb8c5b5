using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>A sequence that is taken apart into all its steps, of which nodes read one each.</summary>
/// <param name="Unpack">Takes it apart.</param>
/// <param name="Axis">That of time, 0 or 1.</param>
/// <param name="IsReversed">Whether the first node reads its last step.</param>
internal sealed record SequencePart(Node Unpack, int Axis, bool IsReversed)
{
    /// <summary>How many nodes may lie between a layer and what is computed of its outputs.</summary>
    private const int MostNodesBehindLayer = 8;

    public int Count => Unpack.Outputs.Count;

    /// <summary>[time, batch, width], or [batch, time, width].</summary>
    public Value Sequence => Unpack.Input(0);

    /// <summary>Whether the sequence is made of the outputs of a sequence operator.</summary>
    public bool IsOfLayer => IsMadeByLayer(Sequence, MostNodesBehindLayer);

    /// <summary>The sequence whose first or last step a value is; null where it is none.</summary>
    public static SequencePart? Of(Value step) =>
        step.Producer is { Operator: Unpack unpack } node && node.Input(0).IsPlainFloat()
        && node.Input(0).Shape is { HasRank: true, Rank: 3 }
        && (unpack.Axis < 0 ? unpack.Axis + 3 : unpack.Axis) is (0 or 1) and var axis
            && (step.ProducerOutput == 0 || step.ProducerOutput == node.Outputs.Count - 1)
            ? new SequencePart(node, axis, step.ProducerOutput != 0)
            : null;

    /// <param name="index">Counted from the end where the sequence is reversed.</param>
    public Value Step(int index) => Unpack.Outputs[IsReversed ? Count - 1 - index : index];

    private static bool IsMadeByLayer(Value value, int depth) => depth != 0 && value.Producer is { } node
        && (SequenceForm.IsTimeMajor(node.Operator) is not null || node.Operator is RunTimeSequenceLstm or RunTimeSequenceRnn
            || (node.Operator is ReverseV2 or Concatenation or IElementwise && node.Inputs.OfType<Value>()
                .Any(input => IsMadeByLayer(input, depth - 1))));
}
