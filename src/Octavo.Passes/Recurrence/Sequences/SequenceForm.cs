using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>The operators that walk over a sequence, and what they have in common.</summary>
internal static class SequenceForm
{
    /// <summary>Whether time is the first axis of input and outputs, rather than the second; null for other operators.</summary>
    public static bool? IsTimeMajor(Operator @operator) => (@operator as ISequenceOperator)?.TimeMajor;

    /// <summary>The operator of two directions for an operator of one; null for other operators.</summary>
    public static Operator? Bidirectional(Operator @operator) => @operator switch
    {
        UnidirectionalSequenceRnn sequence =>
            new BidirectionalSequenceRnn(sequence.TimeMajor, sequence.Activation, false, sequence.AsymmetricQuantizeInputs),
        UnidirectionalSequenceLstm { DiagonalRecurrentWeights: false } sequence => new BidirectionalSequenceLstm(
            sequence.Activation, sequence.CellClip, sequence.ProjectionClip, false, sequence.TimeMajor, sequence.AsymmetricQuantizeInputs),
        _ => null,
    };

    /// <summary>
    /// The operator with both directions side by side in one output; null where LiteRT 2.3 is wrong: it ends on time-major simple layers of
    /// a batch, and mixes up the items of a batch-major batch of long short-term memories.
    /// </summary>
    public static Operator? Merged(Node node) => node.Operator switch
    {
        BidirectionalSequenceRnn { MergeOutputs: false, TimeMajor: false } sequence => sequence with { MergeOutputs = true },
        BidirectionalSequenceLstm { MergeOutputs: false } sequence when sequence.TimeMajor
            || node.Input(0).Shape is { HasRank: true } shape && shape[0] == 1 =>
            sequence with { MergeOutputs = true },
        _ => null,
    };

    /// <summary>
    /// The inputs of an operator of two directions, from those of two operators of one; null where one of them is normalized, which has no
    /// such form.
    /// </summary>
    public static IReadOnlyList<Value?>? Join(Node forward, Node backward)
    {
        IEnumerable<Value?> Range(Node node, int first, int count) => Enumerable.Range(first, count).Select(node.OptionalInput);

        if (forward.Operator is UnidirectionalSequenceRnn)
        {
            return [forward.Input(0), .. Range(forward, 1, 4), .. Range(backward, 1, 4), null, null, null];
        }

        return Range(forward, 20, 4).Concat(Range(backward, 20, 4)).Any(value => value is not null)
            ? null
            : [forward.Input(0), .. Range(forward, 1, 17), .. Range(backward, 1, 17), .. Range(forward, 18, 2), .. Range(backward, 18, 2),
                .. new Value?[9]];
    }
}
