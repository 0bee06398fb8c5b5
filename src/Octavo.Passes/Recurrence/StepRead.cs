using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>One step taken out of a sequence of three axes.</summary>
/// <param name="Axis">That of time, 0 or 1.</param>
/// <param name="Index">Which step.</param>
internal readonly record struct StepRead(Value Sequence, int Axis, int Index)
{
    /// <summary>How many steps the sequence has.</summary>
    public int Count => Sequence.Shape[Axis];

    /// <summary>The step that columns hold whole; null where they are none.</summary>
    public static StepRead? Of(Columns columns)
    {
        if (!columns.IsWhole || columns.Value.Shape.Rank > 3 || columns.Value.Producer is not { } node || node.Inputs.Count == 0)
        {
            return null;
        }

        StepRead? read = node.Operator switch
        {
            Unpack unpack => new StepRead(node.Input(0), Normalized(unpack.Axis), columns.Value.ProducerOutput),
            Gather { BatchDimensions: 0 } gather when node.Input(1).Shape.HasRank && node.Input(1).Integers() is [var index] =>
                new StepRead(node.Input(0), Normalized(gather.Axis), index),
            StridedSlice slice => OfSlice(node, slice),
            _ => null,
        };
        return read is { Axis: 0 or 1, Sequence: var sequence } found && sequence.IsPlainFloat() && !sequence.IsConstant && sequence.Shape is { HasRank: true, Rank: 3 }
            && found.Index >= 0 && found.Index < found.Count
            ? read
            : null;
    }

    private static int Normalized(int axis) => axis < 0 ? axis + 3 : axis;

    /// <summary>A slice of one position of one axis, which is left out.</summary>
    private static StepRead? OfSlice(Node node, StridedSlice slice)
    {
        var sequence = node.Input(0);
        if (slice is not { EllipsisMask: 0, NewAxisMask: 0, EndIsOffset: false, ShrinkAxisMask: 1 or 2 } || node.Input(1).Integers() is not { } begin
            || node.Input(2).Integers() is not { } end || node.Input(3).Integers() is not { } strides || sequence.Shape is not { HasRank: true, Rank: 3 })
        {
            return null;
        }

        var axis = slice.ShrinkAxisMask - 1;
        for (var element = 0; element < begin.Length; element++)
        {
            var isWhole = (((slice.BeginMask >> element) & 1) != 0 || begin[element] == 0)
                && (((slice.EndMask >> element) & 1) != 0 || (sequence.Shape[element] > 0 && end[element] >= sequence.Shape[element]));
            if (strides[element] != 1 || (element != axis && !isWhole))
            {
                return null;
            }
        }

        return axis >= begin.Length ? null : new StepRead(sequence, axis, begin[axis] < 0 ? begin[axis] + sequence.Shape[axis] : begin[axis]);
    }
}
