using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Columns [<paramref name="First"/>, <paramref name="First"/> + <paramref name="Width"/>) of every row of a value. Rows run along the last axis; all axes before
/// it are one list of rows.
/// </summary>
internal readonly record struct Columns(Value Value, int First, int Width)
{
    /// <summary>Nodes that are looked through one behind the other; no cell has more.</summary>
    private const int LongestTrace = 256;

    /// <summary>Whether these are all columns of the value.</summary>
    public bool IsWhole => First == 0 && Width == Value.Shape[-1];

    /// <summary>All columns of a value, as the value that computes them has them; null where their number is not known.</summary>
    public static Columns? Of(Value value) => LastSize(value) is { } width ? new Columns(value, 0, width).Trace() : null;

    /// <summary>The columns of an elementwise node's operand that these are computed from; null where the operand has other sizes than the node's output.</summary>
    public Columns? Operand(int input)
    {
        var operand = Value.Producer!.Input(input);
        return LastSize(operand) == Value.Shape[-1] && HasRowsOf(operand.Shape, Value.Shape) ? new Columns(operand, First, Width).Trace() : null;
    }

    /// <summary>The same elements where they are computed: behind operators that only cut, join and reshape rows.</summary>
    public Columns Trace()
    {
        var columns = this;
        for (var steps = 0; steps < LongestTrace && columns.Step() is { } before; steps++)
        {
            columns = before;
        }

        return columns;
    }

    private static bool HasRowsOf(Shape operand, Shape output)
    {
        if (operand.Rank != output.Rank)
        {
            return false;
        }

        for (var axis = 0; axis < output.Rank - 1; axis++)
        {
            if (operand[axis] != output[axis] && (operand[axis] == 1 || output[axis] == 1))
            {
                return false;
            }
        }

        return true;
    }

    private static int? LastSize(Value value) => value.Shape is { HasRank: true, Rank: > 0 } shape && shape[-1] > 0 ? shape[-1] : null;

    private Columns? Step()
    {
        if (Value.Producer is not { } node)
        {
            return null;
        }

        return node.Operator switch
        {
            Split => Cut(node.Input(1), node.Input(0).Integers(), Value.ProducerOutput * Value.Shape[-1]),
            SplitV => Cut(node.Input(0), node.Input(2).Integers(), node.Outputs.Take(Value.ProducerOutput).Sum(part => part.Shape[-1])),
            Slice => CutSlice(node),
            StridedSlice slice => CutStridedSlice(node, slice),
            Reshape or Squeeze or ExpandDims => SameRows(node.Input(0)),
            Pack { Count: 1 } => SameRows(node.Input(0)),
            Concatenation { Activation: FusedActivation.None } join when join.Axis == -1 || join.Axis == Value.Shape.Rank - 1 => PartOf(node),
            _ => null,
        };
    }

    private Columns? SameRows(Value data) => LastSize(data) == Value.Shape[-1] ? this with { Value = data } : null;

    private Columns? Cut(Value data, int[]? axis, int first) =>
        axis is [var only] && data.Shape.HasRank && (only == -1 || only == data.Shape.Rank - 1) && LastSize(data) is not null
            ? this with { Value = data, First = First + first }
            : null;

    private Columns? CutSlice(Node node)
    {
        var data = node.Input(0);
        if (node.Input(1).Integers() is not { } begin || node.Input(2).Integers() is not { } size || LastSize(data) is null || begin.Length != data.Shape.Rank)
        {
            return null;
        }

        for (var axis = 0; axis < begin.Length - 1; axis++)
        {
            if (begin[axis] != 0 || (size[axis] != -1 && size[axis] != data.Shape[axis]))
            {
                return null;
            }
        }

        return this with { Value = data, First = First + begin[^1] };
    }

    /// <summary>A slice that takes all of every axis but the last, where it goes forward one by one.</summary>
    private Columns? CutStridedSlice(Node node, StridedSlice slice)
    {
        var data = node.Input(0);
        if (node.Input(1).Integers() is not { Length: > 0 } begin || node.Input(2).Integers() is not { } end || node.Input(3).Integers() is not { } strides
            || LastSize(data) is not { } width || slice is not { NewAxisMask: 0, ShrinkAxisMask: 0, EndIsOffset: false } || !Array.TrueForAll(strides, stride => stride == 1))
        {
            return null;
        }

        var last = begin.Length - 1;
        var isEllipsis = slice.EllipsisMask != 0 && slice.EllipsisMask == 1 << (last - 1) && data.Shape.Rank >= last;
        if (!isEllipsis && (slice.EllipsisMask != 0 || begin.Length != data.Shape.Rank))
        {
            return null;
        }

        for (var element = 0; element < last; element++)
        {
            var takesAll = ((slice.BeginMask >> element) & 1) != 0 || begin[element] == 0;
            takesAll &= ((slice.EndMask >> element) & 1) != 0 || (!isEllipsis && data.Shape[element] > 0 && end[element] >= data.Shape[element]);
            if (!takesAll && slice.EllipsisMask != 1 << element)
            {
                return null;
            }
        }

        var first = ((slice.BeginMask >> last) & 1) != 0 ? 0 : begin[last] < 0 ? begin[last] + width : begin[last];
        return first >= 0 && first + Value.Shape[-1] <= width ? this with { Value = data, First = First + first } : null;
    }

    /// <summary>The one part of a concatenation that these columns lie in.</summary>
    private Columns? PartOf(Node join)
    {
        var start = 0;
        foreach (var part in join.Inputs)
        {
            if (part is null || LastSize(part) is not { } width)
            {
                return null;
            }

            if (First >= start && First + Width <= start + width)
            {
                return this with { Value = part, First = First - start };
            }

            start += width;
        }

        return null;
    }
}
