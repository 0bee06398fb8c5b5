using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// What PAD, PADV2 and MIRROR_PAD share: the paddings operand, [rank, 2] before and behind each axis, and the copy of the inner box.
/// </summary>
internal static class PadRules
{
    public static ImmutableArray<TypedShape> InferPadded(this ShapeContext context)
    {
        var data = context.Input(0);
        if (data.Shape.HasRank)
        {
            context.RequireElements(1, 2L * data.Shape.Rank, "the paddings do not name each axis once");
        }

        if (!data.Shape.HasRank || context.KnownIntegers(1) is not { } paddings)
        {
            return [new TypedShape(data.ElementType, data.Shape.HasRank ? AxisRules.OfRank(data.Shape.Rank) : Shape.Unknown)];
        }

        if (paddings.Length != 2 * data.Shape.Rank || paddings.Any(padding => padding < 0))
        {
            throw context.Mismatch("the paddings do not go with the tensor", $"[{data.Shape.Rank},2] paddings of at least 0",
                $"[{string.Join(',', paddings)}]");
        }

        var sizes = data.Shape.ToArray()
            .Select((size, axis) => size < 0 ? size : context.Size((long)size + paddings[2 * axis] + paddings[(2 * axis) + 1])).ToArray();
        return [new TypedShape(data.ElementType, context.Bounded(sizes))];
    }

    /// <summary>An axis that nothing is added to.</summary>
    public static AxisSource SourceOf(Node node, int axis) =>
        node.Input(1).Integers() is { } paddings && paddings.Length == 2 * node.Output.Shape.Rank && paddings[2 * axis] == 0
        && paddings[(2 * axis) + 1] == 0
            ? AxisSource.Whole(0, axis)
            : AxisSource.None;

    public static MovedOperator? Move(Node node, AxisPlacement placement)
    {
        if (placement.IsBehindNewAxis || node.Input(1).Integers() is not { } paddings)
        {
            return null;
        }

        var moved = new int[paddings.Length];
        for (var axis = 0; axis < paddings.Length / 2; axis++)
        {
            paddings.AsSpan(2 * axis, 2).CopyTo(moved.AsSpan(2 * placement.Of(axis)));
        }

        return new MovedOperator(node.Operator, (1, Tensor.From(new Shape(paddings.Length / 2, 2), moved)));
    }

    /// <summary>Readies <paramref name="copy"/> to put the input in its place inside the padded output.</summary>
    public static void BeginInside(this StridedCopy copy, Operand input, Operand output, IndexOperand paddings, string where)
    {
        var sizes = input.Shape.Sizes;
        var padded = output.Shape.Sizes;
        long start = 0;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var before = paddings[2 * axis];
            if (before < 0 || before > padded[axis] - sizes[axis])
            {
                throw new OctavoException(ErrorKind.InvalidData, $"the padding before axis {axis} does not go with the output", where,
                    $"0 to {padded[axis] - sizes[axis]}", $"{before}");
            }

            start = (start * padded[axis]) + before;
        }

        copy.BeginBox(sizes, padded, 0, start, sizes);
    }
}
