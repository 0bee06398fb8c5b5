using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>What a loop keeps of each step: all of them one behind the other, or the last one alone.</summary>
internal static class LoopWrites
{
    /// <summary>
    /// What each step writes to its own place along the first axis of a loop value; null where the value is kept otherwise. Two forms are
    /// known: DYNAMIC_UPDATE_SLICE at the place, and what lies before and behind it joined with the step.
    /// </summary>
    /// <param name="before">The body's input.</param>
    /// <param name="after">Its output.</param>
    public static LoopWrite? OfAllSteps(Value before, Value after, LoopCounting counting)
    {
        var (written, place) = after.Producer switch
        {
            { Operator: DynamicUpdateSlice } node when ReferenceEquals(node.Input(0), before) =>
                (node.Input(1), Leading(node.Input(2), rest => rest == 0)),
            { Operator: Concatenation { Axis: 0, Activation: FusedActivation.None }, Inputs: [{ } head, { } step, { } tail] } =>
                (step, Between(head, tail, before, counting)),
            _ => (null, null),
        };
        return written is { Shape: { HasRank: true, Rank: 3 } shape } && shape[0] == 1 && place is not null
            && counting.OrderOf(place) is { } order
            && Columns.Of(written) is { } columns ? new LoopWrite(columns, order) : null;
    }

    /// <summary>The columns that each step leaves in a loop value of one position; null where the value is kept otherwise.</summary>
    public static Columns? LastStep(Value before, Value after) =>
        after.Producer is { Operator: DynamicUpdateSlice } node && ReferenceEquals(node.Input(0), before)
            ? before.Shape is { HasRank: true, Rank: 3 } shape && shape[0] == 1 && node.Input(2).Integers() is { } start
            && Array.TrueForAll(start, first => first == 0)
                && node.Input(1).Shape == shape
                ? Columns.Of(node.Input(1))
                : null
            : Columns.Of(after);

    /// <summary>The place between two slices of a value, which take all but one position of it.</summary>
    private static Value? Between(Value head, Value tail, Value before, LoopCounting counting) =>
        head.ProducerOf<Slice>() is { } first && ReferenceEquals(first.Input(0), before) && first.Input(1).Integers() is { } begin
        && Array.TrueForAll(begin, element => element == 0)
        && Leading(first.Input(2), rest => rest == -1 || rest > 0) is { } place
        && tail.ProducerOf<Slice>() is { } last && ReferenceEquals(last.Input(0), before) && last.Input(2).Integers() is [-1, ..]
        && Leading(last.Input(1), rest => rest == 0) is { } next
            && counting.PositionOf(next) == counting.PositionOf(place)?.Plus(LoopPosition.Of(1))
            ? place
            : null;

    /// <summary>The first element of a vector of positions, where constants that fit follow it.</summary>
    private static Value? Leading(Value vector, Predicate<int> isRest)
    {
        var parts = vector.Producer switch
        {
            { Operator: Pack } node => node.Inputs,
            { Operator: Concatenation { Axis: 0 or -1 } } node => node.Inputs,
            _ => [],
        };
        return parts.Count > 1 && parts.Skip(1).All(part => part.Integers() is { } rest && Array.TrueForAll(rest, isRest)) ? parts[0]
            : null;
    }
}
