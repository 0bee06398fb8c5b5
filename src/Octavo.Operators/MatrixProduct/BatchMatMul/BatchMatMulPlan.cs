using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Sizes of a <see cref="BatchMatMul"/>, and which matrices each product of its broadcast batch multiplies.</summary>
internal sealed unsafe class BatchMatMulPlan
{
    private readonly int[] leftOf;
    private readonly int[] rightOf;

    public BatchMatMulPlan(BatchMatMul @operator, Shape left, Shape right)
    {
        Rows = left[@operator.TransposeLeft ? -1 : -2];
        Depth = left[@operator.TransposeLeft ? -2 : -1];
        Columns = right[@operator.TransposeRight ? -2 : -1];
        LeftMatrices = checked((int)left.ElementCountBetween(0, left.Rank - 2));
        RightMatrices = checked((int)right.ElementCountBetween(0, right.Rank - 2));
        var rank = Math.Max(left.Rank, right.Rank) - 2;
        var leftSizes = Aligned(left, rank);
        var rightSizes = Aligned(right, rank);
        var sizes = leftSizes.Zip(rightSizes, (leftSize, rightSize) => leftSize == 1 ? rightSize : leftSize).ToArray();
        Batches = sizes.Aggregate(1, (product, size) => checked(product * size));
        leftOf = Indices(sizes, leftSizes);
        rightOf = Indices(sizes, rightSizes);
        IsSingleProduct = RightMatrices == 1 && LeftMatrices == Batches;
    }

    public int Rows { get; }

    public int Depth { get; }

    public int Columns { get; }

    public int LeftMatrices { get; }

    public int RightMatrices { get; }

    /// <summary>Products in the broadcast batch.</summary>
    public int Batches { get; }

    /// <summary>Elements of one left matrix.</summary>
    public long LeftSize => (long)Rows * Depth;

    /// <summary>Whether all left matrices, one below the other, meet one and the same right matrix.</summary>
    public bool IsSingleProduct { get; }

    public int LeftOf(int product) => leftOf[product];

    public int RightOf(int product) => rightOf[product];

    /// <summary>Turns all left matrices from [depth, rows] to [rows, depth].</summary>
    public void TransposeLeft(float* source, float* target)
    {
        for (var matrix = 0; matrix < LeftMatrices; matrix++)
        {
            for (var row = 0; row < Rows; row++)
            {
                for (var k = 0; k < Depth; k++)
                {
                    target[((long)row * Depth) + k] = source[((long)k * Rows) + row];
                }
            }

            source += LeftSize;
            target += LeftSize;
        }
    }

    private static int[] Aligned(Shape shape, int rank) =>
        [.. Enumerable.Repeat(1, rank - (shape.Rank - 2)), .. shape.ToArray().Take(shape.Rank - 2)];

    private static int[] Indices(int[] sizes, int[] own)
    {
        var indices = new int[sizes.Aggregate(1, (product, size) => product * size)];
        for (var product = 0; product < indices.Length; product++)
        {
            var rest = product;
            var stride = 1;
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                indices[product] += own[axis] == 1 ? 0 : rest % sizes[axis] * stride;
                stride *= own[axis];
                rest /= sizes[axis];
            }
        }

        return indices;
    }
}
