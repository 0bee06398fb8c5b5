using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class EmbeddingLookupSparseTests
{
    private static readonly Tensor Table = Tensor.From(new Shape(3, 2), 1f, 10f, 2f, 20f, 3f, 30f);
    private static readonly Tensor Indices = Tensor.From(new Shape(3, 2), 0, 0, 2, 0, 2, 1);
    private static readonly Tensor DenseShape = Tensor.From(new Shape(2), 3, 2);
    private static readonly Tensor Weights = Tensor.From(new Shape(3), 2f, 3f, 4f);

    [Theory]
    [InlineData(EmbeddingCombiner.Sum, new[] { 2f, 20f, 0f, 0f, 18f, 180f })]
    [InlineData(EmbeddingCombiner.Mean, new[] { 1f, 10f, 0f, 0f, 18f / 7, 180f / 7 })]
    [InlineData(EmbeddingCombiner.SquareRoot, new[] { 1f, 10f, 0f, 0f, 3.6f, 36f })]
    public void Rows_of_a_bucket_are_weighted_and_brought_together(object declaredCombiner, float[] expected)
    {
        var combiner = (EmbeddingCombiner)declaredCombiner;
        var result =
            WeightedNode.Run(new EmbeddingLookupSparse(combiner), Tensor.From(new Shape(3), 0, 1, 2), Indices, DenseShape, Weights, Table);
        Assert.Equal(new Shape(3, 2), result.Shape);
        Assert.Equal(expected, result.Values<float>());
    }

    [Fact]
    public void An_id_beyond_the_table_is_refused()
    {
        var error = Assert.Throws<OctavoException>(
            () => WeightedNode.Run(new EmbeddingLookupSparse(EmbeddingCombiner.Sum), Tensor.From(new Shape(3), 0, 1, 3), Indices,
                DenseShape, Weights, Table));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.Contains("id 3 at position 2", error.Message);
    }

    [Fact]
    public void An_index_beyond_the_dense_shape_is_refused()
    {
        var error = Assert.Throws<OctavoException>(() => WeightedNode.Run(
            new EmbeddingLookupSparse(EmbeddingCombiner.Sum), Tensor.From(new Shape(3), 0, 1, 2),
            Tensor.From(new Shape(3, 2), 0, 0, 3, 0, 2, 1), DenseShape, Weights, Table));
        Assert.Contains("index 3 of lookup 1", error.Message);
    }
}
