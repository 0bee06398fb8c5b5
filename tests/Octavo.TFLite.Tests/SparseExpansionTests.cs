using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

public sealed class SparseExpansionTests
{
    [Fact]
    public void Compressed_rows_name_the_columns_that_are_stored() => Assert.Equal(
        [0, 5, 0, 0, 0, 0, 6, 0, 7],
        Expand(new Shape(3, 3),
            new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(3), Compressed([0, 1, 1, 3], [1, 0, 2])] }, 5, 6,
            7));

    [Fact]
    public void Columns_may_be_traversed_first() => Assert.Equal(
        [0, 5, 0, 7, 6, 0],
        Expand(new Shape(2, 3),
            new SparsityParametersTable { TraversalOrder = [1, 0], DimMetadata = [Dense(3), Compressed([0, 1, 3, 3], [1, 0, 1])] }, 7, 5,
            6));

    [Fact]
    public void Blocks_are_stored_whole() => Assert.Equal(
        [0, 0, 1, 2, 3, 4, 0, 0],
        Expand(
            new Shape(2, 4),
            new SparsityParametersTable { TraversalOrder = [0, 1, 2], BlockMap = [1],
                DimMetadata = [Dense(2), Compressed([0, 1, 2], [1, 0]), Dense(2)] },
            1, 2, 3, 4));

    [Fact]
    public void A_tensor_without_elements_is_empty() =>
        Assert.Empty(
            Expand(new Shape(0, 3),
                new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(0), Compressed([0], [])] }));

    public static TheoryData<string, object> Wrong => new()
    {
        { "no traversal order", new SparsityParametersTable() },
        { "an axis twice", new SparsityParametersTable { TraversalOrder = [0, 0], DimMetadata = [Dense(3), Dense(3)] } },
        { "an axis that is too long",
            new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(int.MaxValue), Compressed([0, 1], [0])] } },
        { "too few segments", new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(3), Compressed([0, 1], [0])] } },
        { "segments beyond the indices",
            new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(3), Compressed([0, 1, 2, 9], [0, 1])] } },
        { "an index beyond the axis",
            new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(3), Compressed([0, 1, 1, 1], [3])] } },
        { "fewer elements than indices",
            new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(3), Compressed([0, 1, 2, 3], [0, 1, 2])] } },
        { "more elements than indices",
            new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(3), Compressed([0, 0, 0, 0], [])] } },
        { "a block far beyond the axis",
            new SparsityParametersTable { TraversalOrder = [0, 1, 2], BlockMap = [1],
                DimMetadata = [Dense(3), Compressed([0, 1, 1, 1], [int.MaxValue]), Dense(3)] } },
        { "a negative segment",
            new SparsityParametersTable { TraversalOrder = [0, 1], DimMetadata = [Dense(3), Compressed([-5, 1, 1, 1], [0])] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Parameters_that_contradict_themselves_are_refused(string what, object declaredParameters)
    {
        var parameters = (SparsityParametersTable)declaredParameters;
        var error = Assert.Throws<OctavoException>(() => Expand(new Shape(3, 3), parameters, 1));
        Assert.True(error.Kind == ErrorKind.MalformedModel, what);
    }

    private static int[] Expand(Shape shape, SparsityParametersTable parameters, params int[] stored) =>
        SparseExpansion.ToDense(parameters, ElementType.Int32, shape, Tensor.From(new Shape(stored.Length), stored).Bytes, "test")
        .Values<int>().ToArray();

    private static DimensionMetadataTable Dense(int size) => new() { DenseSize = size };

    private static DimensionMetadataTable Compressed(int[] segments, int[] indices) => new()
    {
        Format = DimensionType.SPARSE_CSR,
        ArraySegments = new Int32VectorTable { Values = segments },
        ArrayIndices = new Int32VectorTable { Values = indices },
    };
}
