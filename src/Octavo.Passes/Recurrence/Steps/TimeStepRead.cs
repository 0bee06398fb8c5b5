using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>One step taken out of a sequence of three axes.</summary>
/// <param name="Axis">That of time, 0 or 1.</param>
/// <param name="Index">Which step.</param>
internal readonly record struct TimeStepRead(Value Sequence, int Axis, int Index)
{
    /// <summary>How many steps the sequence has.</summary>
    public int Count => Sequence.Shape[Axis];

    /// <summary>The step that columns hold whole; null where they are none.</summary>
    public static TimeStepRead? Of(Columns columns)
    {
        if (!columns.IsWhole || columns.Value.Shape.Rank > 3 || columns.Value.Producer is not { } node || node.Inputs.Count == 0)
        {
            return null;
        }

        TimeStepRead? read = node.Operator switch
        {
            Unpack unpack => new TimeStepRead(node.Input(0), Normalized(unpack.Axis), columns.Value.ProducerOutput),
            _ when TimeStepSlice.Read(node) is var (axis, index) && node.Input(0).Shape is { HasRank: true, Rank: 3 } shape =>
                new TimeStepRead(node.Input(0), axis, index < 0 ? index + shape[axis] : index),
            _ => null,
        };
        return read is { Axis: 0 or 1, Sequence: var sequence } found && sequence.IsPlainFloat() && !sequence.IsConstant
            && sequence.Shape is { HasRank: true, Rank: 3 }
            && found.Index >= 0 && found.Index < found.Count
            ? read
            : null;
    }

    private static int Normalized(int axis) => axis < 0 ? axis + 3 : axis;
}
