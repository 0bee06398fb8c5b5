using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record StridedSlice
{
    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var whole = node.Input(0).Shape;
        if (!whole.HasRank || node.Input(1).Integers() is not { } begin || node.Input(2).Integers() is not { } end || node.Input(3)
            .Integers() is not { } strides)
        {
            return AxisSource.None;
        }

        var kept = Walk(new ShapeContext(node), begin.Length, whole.Rank)
            .Where(pair => pair.Axis < 0 || pair.Element < 0 || !Has(ShrinkAxisMask, pair.Element)).ToArray();
        var (element, source) = axis < kept.Length ? kept[axis] : (-1, -1);
        return source < 0 ? AxisSource.None
            : element < 0 ? AxisSource.Whole(0, source)
            : element >= end.Length || element >= strides.Length || strides[element] != 1 ? AxisSource.None
            : Forward(whole[source], source, element, begin[element], end[element]);
    }

    /// <summary>Behind a new axis the slice takes all of that one.</summary>
    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves)
    {
        if (!placement.IsBehindNewAxis || node.Input(1).Integers() is not { } begin || node.Input(2).Integers() is not { } end
            || node.Input(3).Integers() is not { } strides)
        {
            return null;
        }

        var behind = new StridedSlice((BeginMask << 1) | 1, (EndMask << 1) | 1, EllipsisMask << 1, NewAxisMask << 1, ShrinkAxisMask << 1,
            EndIsOffset);
        return new MovedOperator(behind, (1, AxisRules.Preceded(begin, 0)), (2, AxisRules.Preceded(end, 0)),
            (3, AxisRules.Preceded(strides, 1)));
    }

    /// <summary>An axis that is cut, position after position.</summary>
    private AxisSource Forward(int size, int axis, int element, int begin, int end)
    {
        var isWhole = (Has(BeginMask, element) || begin == 0) && (Has(EndMask, element) || (!EndIsOffset && size > 0 && end >= size));
        return isWhole ? AxisSource.Whole(0, axis)
            : size >= 0 ? AxisSource.Part(0, axis, Resolve(size, element, begin, end, 1).First)
            : Has(BeginMask, element) || begin >= 0 ? AxisSource.Part(0, axis, Has(BeginMask, element) ? 0 : begin)
            : AxisSource.None;
    }
}
