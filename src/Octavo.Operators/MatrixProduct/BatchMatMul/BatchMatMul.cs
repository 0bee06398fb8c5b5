using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Products of matrices in the last two axes, the axes before them broadcast. Inputs: left [..., rows, depth], right [..., depth, columns],
/// each stored transposed where the flag says so. Output [..., rows, columns].
/// </summary>
/// <param name="TransposeLeft">Left is [..., depth, rows] (TFLite's <c>adj_x</c>).</param>
/// <param name="TransposeRight">Right is [..., columns, depth] (TFLite's <c>adj_y</c>).</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows of the left operand with a zero point.</param>
internal sealed partial record BatchMatMul(
    bool TransposeLeft = false, bool TransposeRight = false, bool AsymmetricQuantizeInputs = false) : Operator, IShapeInference,
    IMultiplyAdds, IAxisMap, IMovableAxes
{
    public override string Name => "BATCH_MATMUL";

    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var (left, right, rank) = (node.Input(0).Shape, node.Input(1).Shape, node.Output.Shape.Rank);
        return !left.HasRank || !right.HasRank ? AxisSource.None
            : axis == rank - 1 ? AxisSource.Size(1, right.Rank - (TransposeRight ? 2 : 1))
            : axis == rank - 2 ? AxisSource.Size(0, left.Rank - (TransposeLeft ? 1 : 2))
            : left.Rank == rank && left[axis] != 1 ? AxisSource.Size(0, axis)
            : right.Rank == rank ? AxisSource.Size(1, axis)
            : AxisSource.None;
    }

    /// <summary>Behind a new axis one matrix is multiplied by all.</summary>
    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        placement.IsBehindNewAxis && !TransposeLeft && !moves(node.Input(1)) && node.Input(1).Shape is { HasRank: true, Rank: 2 }
        ? new MovedOperator(this) : null;

    public long? CountMultiplyAdds(Node node) =>
        MultiplyAdds.Sizes(node, 0) is { Length: >= 2 } left ? MultiplyAdds.PerOutput(node, left[TransposeLeft ? ^2 : ^1]) : null;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var left = context.Input(0);
        var right = context.Input(1);
        var type = WeightedResult.Type(left.ElementType, context.DeclaredOutput(0).ElementType);
        if (!left.Shape.HasRank || !right.Shape.HasRank)
        {
            return [new TypedShape(type, Shape.Unknown)];
        }

        if (left.Shape.Rank < 2 || right.Shape.Rank < 2)
        {
            throw context.Mismatch("an operand is no matrix", "rank 2 or more on both sides", $"{left.Shape} and {right.Shape}");
        }

        var leftDepth = left.Shape[TransposeLeft ? -2 : -1];
        var rightDepth = right.Shape[TransposeRight ? -1 : -2];
        if (leftDepth != rightDepth && leftDepth != Shape.UnknownSize && rightDepth != Shape.UnknownSize)
        {
            throw context.Mismatch($"left has depth {leftDepth}, right has depth {rightDepth}", "equal depths",
                $"{left.Shape} and {right.Shape}");
        }

        if (!Shape.TryBroadcast(BatchOf(left.Shape), BatchOf(right.Shape), out var batch))
        {
            throw context.Mismatch("the axes before the matrices don't broadcast", "equal sizes, or 1", $"{left.Shape} and {right.Shape}");
        }

        return [new TypedShape(type,
            new Shape([.. batch.Sizes, left.Shape[TransposeLeft ? -1 : -2], right.Shape[TransposeRight ? -2 : -1]]))];
    }

    private static Shape BatchOf(Shape shape) => new(shape.Sizes[..^2]);
}
