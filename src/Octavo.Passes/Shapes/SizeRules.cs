using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Which unknown sizes of an output are sizes of an input.</summary>
internal static class SizeRules
{
    /// <summary>The sizes of the only output of a node; those that no rule speaks of are new.</summary>
    public static SymbolicSize[] Apply(Node node, ShapeArithmetic arithmetic)
    {
        var shape = node.Output.Shape;
        var known = shape.IsKnown ? null : Rule(node, arithmetic);
        return [.. Enumerable.Range(0, shape.Rank).Select(axis =>
            shape[axis] >= 0 ? new SymbolicSize(shape[axis]) : known?[axis] ?? arithmetic.Fresh())];
    }

    /// <summary>One for each axis of the output, null where nothing is known; null where there is no rule at all.</summary>
    private static SymbolicSize?[]? Rule(Node node, ShapeArithmetic arithmetic) => node.Operator switch
    {
        Conv2D or DepthwiseConv2D or AveragePool2D or MaxPool2D or L2Pool2D => Leading(node, arithmetic, node.Input(0), 1),
        TransposeConv => Leading(node, arithmetic, node.Input(2), 1),
        FullyConnected product => Rows(node, arithmetic, product),
        BatchMatMul { TransposeLeft: false } => Leading(node, arithmetic, node.Input(0), node.Output.Shape.Rank - 1),
        Softmax or LogSoftmax or L2Normalization or Cumsum or ReverseV2 => Leading(node, arithmetic, node.Input(0), node.Output.Shape.Rank),
        Transpose => Permuted(node, arithmetic),
        Reshape => Reshaped(node, arithmetic),
        Fill => Named(node, arithmetic, node.Input(0)),
        ExpandDims or Squeeze => InOrder(node, arithmetic),
        Pad or PadV2 or MirrorPad => Padded(node, arithmetic),
        Concatenation join => Joined(node, arithmetic, join.Axis),
        Gather { BatchDimensions: 0, Axis: 0 } => Leading(node, arithmetic, node.Input(1), node.Input(1).Shape.HasRank ? node.Input(1).Shape.Rank : 0),
        Mean { KeepsAxes: true } or Sum { KeepsAxes: true } or ReduceMax { KeepsAxes: true } => Leading(node, arithmetic, node.Input(0), node.Output.Shape.Rank),
        Mean or Sum or ReduceMax => Reduced(node, arithmetic),
        _ when node.Operator is IElementwise => Broadcast(node, arithmetic),
        _ => null,
    };

    /// <summary>The first axes are those of a value.</summary>
    private static SymbolicSize?[]? Leading(Node node, ShapeArithmetic arithmetic, Value value, int count) =>
        arithmetic.SizesOf(value) is { } sizes && sizes.Length >= count
            ? [.. Enumerable.Range(0, node.Output.Shape.Rank).Select(axis => axis < count ? sizes[axis] : (SymbolicSize?)null)]
            : null;

    private static SymbolicSize?[]? Rows(Node node, ShapeArithmetic arithmetic, FullyConnected product)
    {
        var input = node.Input(0).Shape;
        return product.KeepRank ? Leading(node, arithmetic, node.Input(0), node.Output.Shape.Rank - 1)
            : input.HasRank && input.Rank > 0 && input[-1] == node.Input(1).Shape[1] && arithmetic.SizesOf(node.Input(0)) is { } sizes
                ? [ShapeArithmetic.Product(sizes[..^1]), null]
                : null;
    }

    private static SymbolicSize?[]? Permuted(Node node, ShapeArithmetic arithmetic) =>
        arithmetic.SizesOf(node.Input(0)) is { } sizes && node.Input(1).Integers() is { } permutation && permutation.Length == sizes.Length
            ? [.. permutation.Select(axis => (SymbolicSize?)sizes[axis < 0 ? axis + sizes.Length : axis])]
            : null;

    private static SymbolicSize?[]? Reshaped(Node node, ShapeArithmetic arithmetic)
    {
        if (node.OptionalInput(1) is not { } operand || arithmetic.ElementsOf(operand) is not { } target || target.Length != node.Output.Shape.Rank)
        {
            return null;
        }

        return [.. arithmetic.Complete(target, node.Input(0)).Select(size => size is { IsKnown: true, Factor: < 0 } ? (SymbolicSize?)null : size)];
    }

    /// <summary>The sizes are the elements of an input.</summary>
    private static SymbolicSize?[]? Named(Node node, ShapeArithmetic arithmetic, Value sizes) =>
        arithmetic.ElementsOf(sizes) is { } elements && elements.Length == node.Output.Shape.Rank
            ? [.. elements.Select(size => size is { IsKnown: true, Factor: < 0 } ? (SymbolicSize?)null : size)]
            : null;

    /// <summary>All axes but those of size 1 stay in order.</summary>
    private static SymbolicSize?[]? InOrder(Node node, ShapeArithmetic arithmetic)
    {
        if (arithmetic.SizesOf(node.Input(0)) is not { } sizes)
        {
            return null;
        }

        var one = new SymbolicSize(1);
        var moving = new Queue<SymbolicSize>(sizes.Where(size => size != one));
        var target = node.Output.Shape.ToArray();
        return moving.Count == target.Count(size => size != 1) ? [.. target.Select(size => size == 1 ? one : (SymbolicSize?)moving.Dequeue())] : null;
    }

    private static SymbolicSize?[]? Padded(Node node, ShapeArithmetic arithmetic) =>
        arithmetic.SizesOf(node.Input(0)) is { } sizes && node.Input(1).Integers() is { } paddings && paddings.Length == 2 * sizes.Length
            ? [.. sizes.Select((size, axis) => paddings[2 * axis] == 0 && paddings[(2 * axis) + 1] == 0 ? size : (SymbolicSize?)null)]
            : null;

    private static SymbolicSize?[]? Joined(Node node, ShapeArithmetic arithmetic, int along)
    {
        var sizes = Leading(node, arithmetic, node.Input(0), node.Output.Shape.Rank);
        if (sizes is not null && node.Inputs.Count > 1)
        {
            sizes[node.Output.Shape.NormalizeAxis(along)] = null;
        }

        return sizes;
    }

    private static SymbolicSize?[]? Reduced(Node node, ShapeArithmetic arithmetic)
    {
        if (arithmetic.SizesOf(node.Input(0)) is not { } sizes || node.Input(1).Integers() is not { } axes)
        {
            return null;
        }

        var reduced = axes.Select(axis => axis < 0 ? axis + sizes.Length : axis).ToHashSet();
        return [.. sizes.Where((_, axis) => !reduced.Contains(axis)).Select(size => (SymbolicSize?)size)];
    }

    /// <summary>Where one operand only is not stretched along an axis, or all are equal, that is the size.</summary>
    private static SymbolicSize?[]? Broadcast(Node node, ShapeArithmetic arithmetic)
    {
        var operands = node.Inputs.OfType<Value>().Select(arithmetic.SizesOf).ToArray();
        if (operands.Any(operand => operand is null))
        {
            return null;
        }

        var one = new SymbolicSize(1);
        var rank = node.Output.Shape.Rank;
        return [.. Enumerable.Range(0, rank).Select(axis =>
        {
            var candidates = operands.Where(operand => operand!.Length >= rank - axis).Select(operand => operand![^(rank - axis)]).Where(size => size != one).Distinct().ToArray();
            return candidates.Length == 1 ? candidates[0] : (SymbolicSize?)null;
        })];
    }
}
