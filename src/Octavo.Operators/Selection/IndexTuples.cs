using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Indices [..., depth] that each name one slice of a tensor: positions on its first depth axes. Shared by GATHER_ND and SCATTER_ND.
/// </summary>
internal sealed class IndexTuples(IndexOperand indices, Operand tensor, string where)
{
    /// <summary>How many axes a tuple fixes.</summary>
    public int Depth { get; } = indices.Operand.Shape[-1];

    public long Count { get; } = indices.Operand.Shape.ElementCountBetween(0, indices.Operand.Shape.Rank - 1);

    /// <summary>Elements of one slice.</summary>
    public long SliceLength { get; } = tensor.Shape.ElementCountBetween(indices.Operand.Shape[-1], tensor.Shape.Rank);

    /// <summary>Which slice tuple <paramref name="tuple"/> names.</summary>
    /// <exception cref="OctavoException">A position is out of range (kind InvalidData).</exception>
    public long Slice(long tuple)
    {
        var sizes = tensor.Shape.Sizes;
        long slice = 0;
        for (var axis = 0; axis < Depth; axis++)
        {
            var index = indices.Wide((tuple * Depth) + axis);
            if ((ulong)index >= (ulong)sizes[axis])
            {
                throw new OctavoException(
                    ErrorKind.InvalidData, $"index {index} is not on axis {axis} of {tensor.Shape}", where, $"0 to {sizes[axis] - 1}",
                    $"{index} in tuple {tuple}");
            }

            slice = (slice * sizes[axis]) + index;
        }

        return slice;
    }
}
