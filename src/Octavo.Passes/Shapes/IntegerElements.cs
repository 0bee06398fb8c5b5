using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Follows the integers of shapes through the operators that cut, join and multiply them.</summary>
internal static class IntegerElements
{
    /// <summary>The elements that the only output of a node holds; null where they are not made of sizes.</summary>
    public static SymbolicSize[]? Of(Node node, ShapeArithmetic arithmetic) => node.Outputs.Count != 1 ? null : node.Operator switch
    {
        ShapeOf => arithmetic.SizesOf(node.Input(0)),
        _ when node.Output.ElementType is not (ElementType.Int32 or ElementType.Int64) => null,
        Cast or Reshape or Squeeze or ExpandDims => arithmetic.ElementsOf(node.Input(0)),
        StridedSlice slice => Sliced(node, slice, arithmetic),
        Slice => Boxed(node, arithmetic),
        Gather { Axis: 0 or -1, BatchDimensions: 0 } => Picked(node, arithmetic),
        Pack or Concatenation => Joined(node, arithmetic),
        ReduceProd => HasVector(node) && arithmetic.ElementsOf(node.Input(0)) is { } factors ? [ShapeArithmetic.Product(factors)] : null,
        Mul { Activation: FusedActivation.None } => Multiplied(node, arithmetic),
        _ => null,
    };

    private static bool HasVector(Node node) =>
        node.Input(0).Shape is { HasRank: true, Rank: <= 1 } && node.Output.Shape is { HasRank: true, Rank: <= 1 };

    private static SymbolicSize[]? Sliced(Node node, StridedSlice slice, ShapeArithmetic arithmetic)
    {
        if (arithmetic.ElementsOf(node.Input(0)) is not { } source || node.Input(0).Shape.Rank != 1
            || slice is not { EllipsisMask: 0, NewAxisMask: 0, EndIsOffset: false }
            || node.Input(1).Integers() is not [var begin] || node.Input(2).Integers() is not [var end] || node.Input(3)
                .Integers() is not [var stride] || stride < 1)
        {
            return null;
        }

        var first = (slice.BeginMask & 1) != 0 ? 0 : Math.Clamp(begin < 0 ? begin + source.Length : begin, 0, source.Length);
        if ((slice.ShrinkAxisMask & 1) != 0)
        {
            return first < source.Length ? [source[first]] : null;
        }

        var last = (slice.EndMask & 1) != 0 ? source.Length : Math.Clamp(end < 0 ? end + source.Length : end, first, source.Length);
        return [.. source[first..last].Where((_, index) => index % stride == 0)];
    }

    private static SymbolicSize[]? Boxed(Node node, ShapeArithmetic arithmetic) =>
        arithmetic.ElementsOf(node.Input(0)) is { } source && node.Input(1).Integers() is [var begin] && node.Input(2)
        .Integers() is [var size]
        && begin >= 0 && begin <= source.Length && (size == -1 || begin + size <= source.Length)
            ? source[begin..(size == -1 ? source.Length : begin + size)]
            : null;

    private static SymbolicSize[]? Picked(Node node, ShapeArithmetic arithmetic) =>
        arithmetic.ElementsOf(node.Input(0)) is { } source && node.Input(0).Shape.Rank == 1 && node.Input(1).Integers() is { } positions
        && node.Output.Shape is { HasRank: true, Rank: <= 1 } && positions.All(position => position >= 0 && position < source.Length)
            ? Array.ConvertAll(positions, position => source[position])
            : null;

    /// <summary>Scalars packed, or vectors joined, into one vector.</summary>
    private static SymbolicSize[]? Joined(Node node, ShapeArithmetic arithmetic)
    {
        var parts = node.Inputs.Select(input => input is null ? null : arithmetic.ElementsOf(input)).ToArray();
        return node.Output.Shape is { HasRank: true, Rank: 1 } && parts.All(part => part is not null)
            ? [.. parts.SelectMany(part => part!)] : null;
    }

    private static SymbolicSize[]? Multiplied(Node node, ShapeArithmetic arithmetic)
    {
        if (arithmetic.ElementsOf(node.Input(0)) is not { } left || arithmetic.ElementsOf(node.Input(1)) is not { } right)
        {
            return null;
        }

        return left.Length == right.Length ? [.. left.Zip(right, (first, second) => first * second)]
            : right.Length == 1 ? [.. left.Select(size => size * right[0])]
            : left.Length == 1 ? [.. right.Select(size => size * left[0])]
            : null;
    }
}
