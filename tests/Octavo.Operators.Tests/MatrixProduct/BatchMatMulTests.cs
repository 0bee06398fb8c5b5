using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class BatchMatMulTests
{
    public static TheoryData<int[], int[]> Batches => new()
    {
        { [], [] },
        { [3], [3] },
        { [3], [] },
        { [], [3] },
        { [2, 1], [1, 3] },
        { [2, 1, 2], [3, 1] },
    };

    [Theory]
    [MemberData(nameof(Batches))]
    public void Matrices_are_multiplied_and_the_axes_before_them_broadcast(int[] leftBatch, int[] rightBatch)
    {
        foreach (var (transposeLeft, transposeRight) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            foreach (var columns in new[] { 5, 33 })
            {
                Check(leftBatch, rightBatch, 4, 7, columns, transposeLeft, transposeRight);
            }
        }
    }

    [Fact]
    public void Depths_that_differ_are_refused_with_both()
    {
        var error = Assert.Throws<OctavoException>(() =>
            WeightedNode.Node(new BatchMatMul(), RandomTensor.Floats(1, 2, 3), RandomTensor.Floats(2, 4, 5)));
        Assert.Equal(ErrorKind.Shape, error.Kind);
        Assert.Contains("left has depth 3, right has depth 4", error.Message);
    }

    [Fact]
    public void Batches_that_do_not_broadcast_are_refused() =>
        Assert.Throws<OctavoException>(() =>
            WeightedNode.Node(new BatchMatMul(), RandomTensor.Floats(1, 2, 3, 4), RandomTensor.Floats(2, 3, 4, 5)));

    private static void Check(int[] leftBatch, int[] rightBatch, int rows, int depth, int columns, bool transposeLeft, bool transposeRight)
    {
        var left = RandomTensor.Floats(1, [.. leftBatch, .. transposeLeft ? new[] { depth, rows } : [rows, depth]]);
        var right = RandomTensor.Floats(2, [.. rightBatch, .. transposeRight ? new[] { columns, depth } : [depth, columns]]);
        Assert.True(Shape.TryBroadcast(new Shape(leftBatch), new Shape(rightBatch), out var batch));
        var expected = new ExpectedSum[batch.ElementCount * rows * columns];
        for (var index = 0; index < expected.Length; index++)
        {
            var (product, row, column) = (index / columns / rows, index / columns % rows, index % columns);
            var leftStart = Matrix(product, batch, leftBatch) * rows * depth;
            var rightStart = Matrix(product, batch, rightBatch) * columns * depth;
            for (var k = 0; k < depth; k++)
            {
                expected[index].Add(
                    left.Values<float>()[leftStart + (transposeLeft ? (k * rows) + row : (row * depth) + k)],
                    right.Values<float>()[rightStart + (transposeRight ? (column * depth) + k : (k * columns) + column)]);
            }
        }

        var operation = new BatchMatMul(transposeLeft, transposeRight);
        var result = WeightedNode.Run(operation, left, right);
        Assert.Equal(new Shape([.. batch.Sizes, rows, columns]), result.Shape);
        ExpectedSum.AssertEqual(expected, result);
        Assert.Equal(result.Values<float>(), WeightedNode.Run(operation, WeightedNode.Computed(left), WeightedNode.Computed(right))
            .Values<float>());
    }

    private static int Matrix(int product, Shape batch, int[] own)
    {
        var (matrix, stride) = (0, 1);
        for (var axis = 1; axis <= own.Length; axis++)
        {
            matrix += own[^axis] == 1 ? 0 : product % batch[-axis] * stride;
            product /= batch[-axis];
            stride *= own[^axis];
        }

        return matrix;
    }
}
