using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class ProductImportTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Integer_matrices_multiply_without_rounding_and_wrap_around(bool transposeLeft, bool transposeRight)
    {
        int[] left = [2_000_000_011, -7, 123_456_789, 5, 1_000_000_007, -2_147_483_648];
        int[] right = [3, 65_537, -1_999_999_973, 2, 11, 2_147_483_647];
        var operation =
            new SpatialOperation("MatMul", ("T", ElementType.Int32), ("transpose_a", transposeLeft), ("transpose_b", transposeRight))
            .Input(Tensor.From(transposeLeft ? new Shape(3, 2) : new Shape(2, 3), left))
                .Input(Tensor.From(transposeRight ? new Shape(2, 3) : new Shape(3, 2), right));
        var expected = new int[4];
        for (var element = 0; element < 4; element++)
        {
            for (var k = 0; k < 3; k++)
            {
                var first = left[transposeLeft ? (k * 2) + (element / 2) : (element / 2 * 3) + k];
                expected[element] += unchecked(first * right[transposeRight ? (element % 2 * 3) + k : (k * 2) + (element % 2)]);
            }
        }

        Assert.Equal(expected, operation.Run().Values<int>().ToArray());
    }

    [Fact]
    public void Bytes_multiply_in_float32_where_that_is_exact()
    {
        var (left, right) = (Tensor.From(new Shape(1, 3), (sbyte)-128, (sbyte)127, (sbyte)5),
            Tensor.From(new Shape(3, 1), (sbyte)-128, (sbyte)-128, (sbyte)7));
        var operation = new SpatialOperation("BatchMatMulV3", ("Ta", ElementType.Int8), ("Tb", ElementType.Int8),
            ("Tout", ElementType.Int32)).Input(left).Input(right);
        Assert.Contains("BATCH_MATMUL", operation.Operators());
        Assert.Equal((128 * 128) - (127 * 128) + 35, operation.Run().Values<int>()[0]);
    }

    [Fact]
    public void Doubles_are_refused_since_float32_would_round_them()
    {
        var matrix = Tensor.From(new Shape(1, 1), 1.0);
        var error = Assert.Throws<OctavoException>(() =>
            new SpatialOperation("MatMul", ("T", ElementType.Float64)).Input(matrix).Input(matrix).Run());
        Assert.Equal(ErrorKind.UnsupportedOperator, error.Kind);
        Assert.Contains("no TFLite kernel computes this in Float64", error.Message);
    }

    [Theory]
    [InlineData("ij,jk->ik", "23", "34")]
    [InlineData("bfnh,btnh->bnft", "1324", "1524")]
    [InlineData("bfnd,ndh->bfh", "2324", "243")]
    [InlineData("abcd,aecd->aceb", "2324", "2524")]
    [InlineData("abcd,cde->abe", "2324", "243")]
    [InlineData("i,j->ij", "3", "4")]
    [InlineData("ij,ij->", "34", "34")]
    [InlineData("ijk,k->ij", "234", "4")]
    [InlineData("abcde,abcdf->abcdef", "21223", "21222")]
    [InlineData("abcd,abce->edcba", "2123", "2122")]
    [InlineData("iij,jkk->ik", "223", "344")]
    [InlineData("...ij,...jk->...ik", "2134", "342")]
    [InlineData("...i,i...->...", "3212", "2121")]
    [InlineData("xab,yb->x", "234", "54")]
    [InlineData("ba,cb", "23", "42")]
    public void An_equation_is_the_sum_of_products_that_it_says(string equation, string leftSizes, string rightSizes)
    {
        var (left, right) = (WholeNumbers.Floats(1, Sizes(leftSizes)), WholeNumbers.Floats(2, Sizes(rightSizes)));
        SpatialOperation Operation() => new("Einsum", ("equation", equation), ("N", 2));
        var expected = EinsumDefinition.Compute(equation, left, right);
        var result = Operation().Input(left).Input(right).Run();
        Assert.Equal(expected.Shape, result.Shape);
        Assert.Equal(expected.Values<float>(), result.Values<float>());
        Assert.Equal(expected.Values<float>(), Operation().Input(left).Constant(right).Run().Values<float>());
        if (!equation.Contains('.', StringComparison.Ordinal) && equation != "iij,jkk->ik")
        {
            var unknown = Operation().Input(left, Unknown(left)).Input(right, Unknown(right)).Run();
            Assert.Equal(expected.Values<float>(), unknown.Values<float>());
            Assert.Equal(expected.Shape, unknown.Shape);
        }
    }

    [Theory]
    [InlineData("ij->ji", "23")]
    [InlineData("ijk->ik", "234")]
    [InlineData("ii->i", "33")]
    [InlineData("iij->j", "334")]
    [InlineData("a...b->b...", "2134")]
    [InlineData("ii->", "44")]
    public void An_equation_of_one_operand_moves_and_sums_axes(string equation, string sizes)
    {
        var operand = WholeNumbers.Floats(1, Sizes(sizes));
        var expected = EinsumDefinition.Compute(equation, operand);
        var result = new SpatialOperation("Einsum", ("equation", equation), ("N", 1)).Input(operand).Run();
        Assert.Equal(expected.Shape, result.Shape);
        Assert.Equal(expected.Values<float>(), result.Values<float>());
    }

    [Fact]
    public void An_equation_of_three_operands_multiplies_them_one_by_one()
    {
        Tensor[] operands = [WholeNumbers.Floats(1, 2, 3), WholeNumbers.Floats(2, 3, 4), WholeNumbers.Floats(3, 4, 2)];
        var operation = new SpatialOperation("Einsum", ("equation", "ab,bc,cd->da"), ("N", 3));
        var result = operands.Aggregate(operation, (each, operand) => each.Input(operand)).Run();
        Assert.Equal(EinsumDefinition.Compute("ab,bc,cd->da", operands).Values<float>(), result.Values<float>());
    }

    [Fact]
    public void An_equation_with_weights_needs_no_transpose_and_no_shape_arithmetic() => Assert.Equal(
        ["BATCH_MATMUL"],
        new SpatialOperation("Einsum", ("equation", "abc,cd->abd"), ("N", 2))
            .Input(WholeNumbers.Floats(1, 2, 3, 4), new Shape(-1, 3, 4)).Constant(WholeNumbers.Floats(2, 4, 5)).Operators());

    [Fact]
    public void An_equation_that_does_not_fit_its_operands_says_so()
    {
        var operation = new SpatialOperation("Einsum", ("equation", "ij,jk->ik"), ("N", 2)).Input(WholeNumbers.Floats(1, 2, 3, 4))
            .Input(WholeNumbers.Floats(2, 3, 4));
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(() => operation.Run()).Kind);
    }

    private static int[] Sizes(string digits) => [.. digits.Select(digit => digit - '0')];

    private static Shape Unknown(Tensor tensor) => new([.. tensor.Shape.ToArray().Select(_ => Shape.UnknownSize)]);
}
