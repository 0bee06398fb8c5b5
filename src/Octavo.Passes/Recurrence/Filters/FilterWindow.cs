using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// The last values of filters, as an invocation makes them of those that the one before left: the oldest goes, a new one comes behind the
/// others.
/// </summary>
/// <param name="Value">All of them, the new one included.</param>
/// <param name="Axes">Of the value.</param>
/// <param name="Kept">What remembers them; all, or all but the oldest, which goes in the next invocation anyway.</param>
/// <param name="Shift">The node that cuts off the oldest one behind the value, where one does.</param>
/// <param name="Feature">The product that gives the new values: weights [filters, depth].</param>
internal sealed record FilterWindow(Value Value, FilterAxes Axes, KeptState Kept, Node? Shift, LinearProduct Feature)
{
    /// <summary>
    /// All that a kept state may be, at most two: where nodes join and then cut, what they join may be used or what they cut.
    /// </summary>
    public static IEnumerable<FilterWindow> Of(KeptState kept)
    {
        if (kept.Shape.Rank < 3 || kept.Last.Producer is not { } last)
        {
            yield break;
        }

        if (last.Operator is Concatenation)
        {
            var window = Join(last, kept,
                part => part.Producer is { } cut && ReferenceEquals(cut.Input(0), kept.First) ? AxisOfCut(cut) : null, null);
            if (window is not null)
            {
                yield return window;
            }
        }
        else if (AxisOfCut(last) is { } axis && last.Input(0).Producer is { Operator: Concatenation } join
            && Join(join, kept, part => ReferenceEquals(part, kept.First) ? axis : null, last) is { } joined)
        {
            yield return joined;
            yield return joined with { Value = kept.Last,
                Axes = FilterAxes.Of(kept.Shape, index => index == axis ? FilterAxis.Time : joined.Axes.Axes[index]), Shift = null };
        }
    }

    /// <summary>The nodes that read the window to remember it.</summary>
    public bool IsMemory(Node reader) => ReferenceEquals(reader, Shift) || ReferenceEquals(reader, Kept.Assignment);

    private static FilterWindow? Join(Node join, KeptState kept, Func<Value, int?> axisOf, Node? shift)
    {
        var shape = join.Output.Shape;
        if (join is not { Operator: Concatenation { Activation: FusedActivation.None } @operator, Inputs: [{ } old, { } added] }
            || axisOf(old) is not { } axis
            || (@operator.Axis < 0 ? @operator.Axis + shape.Rank : @operator.Axis) != axis || axis == 0 || !shape.IsKnown
                || added.Shape != shape.With(axis, 1))
        {
            return null;
        }

        var axes = FilterAxes.Of(shape, index => index == 0 ? FilterAxis.Batch : index == axis ? FilterAxis.Time : FilterAxis.Filter);
        return axes.Axes.Count(other => other == FilterAxis.Filter) <= 1
            && FeatureOf(added, shape[0], axes.Count(FilterAxis.Filter)) is { } feature
            ? new FilterWindow(join.Output, axes, kept, shift, feature)
            : null;
    }

    /// <summary>The product whose rows [batch, filters] a value holds, in whatever shape.</summary>
    private static LinearProduct? FeatureOf(Value value, int batch, int filters)
    {
        var axes = FilterAxes.Of(value.Shape, index => index == 0 ? FilterAxis.Batch : FilterAxis.Filter);
        while (value.Shape[-1] != filters)
        {
            if (value.Producer is not { Operator: Reshape or Squeeze or ExpandDims } node || !node.Input(0).Shape.IsKnown
                || node.Input(0).Shape.Rank == 0)
            {
                return null;
            }

            value = node.Input(0);
        }

        return axes.AreBatchMajor && Columns.Of(value) is { } columns
            && LinearFormReader.Read(columns) is { Products: [var product], Terms: [] } form
            && ConstantRows.AreEqual(form.TotalBias, null) && product.Weights.Quantization is null && product.Weights.Outputs == filters
                && RowInput.Is(product.Source, batch)
            ? product
            : null;
    }

    /// <summary>The axis along which a node leaves out the first position, and nothing else; null where it does otherwise.</summary>
    private static int? AxisOfCut(Node node)
    {
        if (node.Operator is not (Slice or StridedSlice) || node.Input(0).Shape is not { IsKnown: true } shape || node.Input(1)
            .Integers() is not { } begin
            || node.Output.Shape.Rank != shape.Rank
                || (node.Operator is StridedSlice slice && !IsPlain(node, slice, begin.Length, shape.Rank)))
        {
            return null;
        }

        int[] cut = [.. Enumerable.Range(0, shape.Rank).Where(axis => node.Output.Shape[axis] != shape[axis])];
        if (cut is not [var only] || node.Output.Shape[only] != shape[only] - 1)
        {
            return null;
        }

        // Elements behind an ellipsis, which stands first, count from the end.
        var element = node.Operator is StridedSlice { EllipsisMask: 1 } ? only - shape.Rank + begin.Length : only;
        return element >= 0 && element < begin.Length
            && (node.Operator is not StridedSlice { BeginMask: var mask } || ((mask >> element) & 1) == 0)
            && (begin[element] == 1 || begin[element] == 1 - shape[only]) ? only : null;
    }

    private static bool IsPlain(Node node, StridedSlice slice, int elements, int rank) =>
        slice is { EllipsisMask: 0 or 1, NewAxisMask: 0, ShrinkAxisMask: 0, EndIsOffset: false }
        && (slice.EllipsisMask == 0 || elements <= rank + 1)
        && node.Input(3).Integers() is { } strides && Array.TrueForAll(strides, stride => stride == 1);
}
