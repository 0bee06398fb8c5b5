using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>STRIDED_SLICE, or GATHER, as it takes one step out of a sequence of three axes.</summary>
internal static class TimeStepSlice
{
    /// <summary>
    /// The axis, 0 or 1, and the position of the one step that a node takes; the axis is left out, the others are whole. Null for other
    /// nodes.
    /// </summary>
    /// <returns>Positions below 0 count from the end.</returns>
    public static (int Axis, int Index)? Read(Node node) => node.Operator switch
    {
        Gather { BatchDimensions: 0, Axis: 0 or 1 or -2 or -3 } gather when node.Input(1).Shape is { HasRank: true, Rank: 0 }
            && node.Input(0).Shape is { HasRank: true, Rank: 3 } && node.Input(1).Integers() is [var index] =>
                (gather.Axis < 0 ? gather.Axis + 3 : gather.Axis, index),
        StridedSlice slice => Read(node, slice),
        _ => null,
    };

    /// <param name="axis">That of time, 0 or 1; it is left out.</param>
    public static StridedSlice Operator(int axis) => axis == 0
        ? new StridedSlice(EndMask: 1, ShrinkAxisMask: 1)
        : new StridedSlice(BeginMask: 1, EndMask: 3, ShrinkAxisMask: 2);

    /// <summary>Begin, end and strides.</summary>
    /// <param name="index">Which step; -1 for the last.</param>
    public static Value[] Operands(GraphEdit edit, string name, int axis, int index)
    {
        Value Vector(string part, int other, int number) => edit.AddConstant(
            $"{name}/{part}", axis == 0 ? Tensor.From(new Shape(1), [number]) : Tensor.From(new Shape(2), [other, number]));

        return [Vector("begin", 0, index), Vector("end", 0, index == -1 ? 0 : index + 1), Vector("strides", 1, 1)];
    }

    private static (int Axis, int Index)? Read(Node node, StridedSlice slice)
    {
        var sequence = node.Input(0);
        if (slice is not { EllipsisMask: 0, NewAxisMask: 0, EndIsOffset: false, ShrinkAxisMask: 1 or 2 } || node.Input(1)
            .Integers() is not { } begin
            || node.Input(2).Integers() is not { } end || node.Input(3).Integers() is not { } strides
                || sequence.Shape is not { HasRank: true, Rank: 3 }
            || begin.Length < slice.ShrinkAxisMask)
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

        return (axis, ((slice.BeginMask >> axis) & 1) != 0 ? 0 : begin[axis]);
    }
}
