using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>What a loop keeps of each step: all of them one behind the other, or the last one alone.</summary>
internal static class LoopWrites
{
    /// <summary>
    /// The columns that each step writes to its own place along the first axis of a loop value; null where the value is kept otherwise. Two forms are known:
    /// DYNAMIC_UPDATE_SLICE at the counter, and what lies before and behind the counter joined with the step.
    /// </summary>
    /// <param name="before">The body's input.</param>
    /// <param name="after">Its output.</param>
    public static Columns? AtCounter(Value before, Value after, LoopCounting counting)
    {
        var written = after.Producer switch
        {
            { Operator: DynamicUpdateSlice } node when ReferenceEquals(node.Input(0), before) && IsStart(node.Input(2), counting.IsCounter) => node.Input(1),
            { Operator: Concatenation { Axis: 0, Activation: FusedActivation.None } node, Inputs: [{ } head, { } step, { } tail] }
                when IsHead(head, before, counting) && IsTail(tail, before, counting) => step,
            _ => null,
        };
        return written is { Shape: { HasRank: true, Rank: 3 } shape } && shape[0] == 1 ? Columns.Of(written) : null;
    }

    /// <summary>The columns that each step leaves in a loop value of one position; null where the value is kept otherwise.</summary>
    public static Columns? LastStep(Value before, Value after) =>
        after.Producer is { Operator: DynamicUpdateSlice } node && ReferenceEquals(node.Input(0), before)
            ? before.Shape is { HasRank: true, Rank: 3 } shape && shape[0] == 1 && node.Input(2).Integers() is { } start && Array.TrueForAll(start, first => first == 0)
                && node.Input(1).Shape == shape
                ? Columns.Of(node.Input(1))
                : null
            : Columns.Of(after);

    /// <summary>Whether a vector of positions begins with a counter and has zeros behind it.</summary>
    private static bool IsStart(Value start, Func<Value, bool> isCounter) => Leads(start, isCounter, rest => rest == 0);

    private static bool IsHead(Value head, Value before, LoopCounting counting) =>
        head.ProducerOf<Slice>() is { } slice && ReferenceEquals(slice.Input(0), before) && slice.Input(1).Integers() is { } begin
        && Array.TrueForAll(begin, first => first == 0) && Leads(slice.Input(2), counting.IsCounter, rest => rest == -1 || rest > 0);

    private static bool IsTail(Value tail, Value before, LoopCounting counting) =>
        tail.ProducerOf<Slice>() is { } slice && ReferenceEquals(slice.Input(0), before) && IsStart(slice.Input(1), counting.IsNextCounter)
        && slice.Input(2).Integers() is { } size && size[0] == -1;

    private static bool Leads(Value vector, Func<Value, bool> isCounter, Predicate<int> isRest)
    {
        var parts = vector.Producer switch
        {
            { Operator: Pack } node => node.Inputs,
            { Operator: Concatenation { Axis: 0 or -1 } } node => node.Inputs,
            _ => [],
        };
        return parts.Count > 1 && isCounter(parts[0]!) && parts.Skip(1).All(part => part.Integers() is { } rest && Array.TrueForAll(rest, isRest));
    }
}
