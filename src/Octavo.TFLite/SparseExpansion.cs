using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>
/// A sparse constant as the dense one that it stands for; what is not stored is 0. Axes are traversed in the file's order, blocked ones first by
/// blocks, then inside of them; an axis is dense or stored as compressed rows. Source: LiteRT tflite/kernels/internal/utils/sparsity_format_converter.cc.
/// </summary>
internal sealed class SparseExpansion
{
    private readonly SparsityParametersTable sparsity;
    private readonly Shape shape;
    private readonly ReadOnlyMemory<byte> stored;
    private readonly string where;
    private readonly int elementSize;
    private readonly Level[] levels;
    private readonly byte[] dense;
    private readonly int[] places;
    private int position;

    private SparseExpansion(SparsityParametersTable sparsity, ElementType type, Shape shape, ReadOnlyMemory<byte> stored, string where)
    {
        this.sparsity = sparsity;
        this.shape = shape;
        this.stored = stored;
        this.where = where;
        if (type.BitsPerElement() < 8)
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, $"sparse constants of {type} cannot be expanded", where);
        }

        elementSize = type.BitsPerElement() / 8;
        levels = ReadLevels();
        places = new int[levels.Length];
        dense = new byte[type.SizeInBytes(shape.ElementCount)];
    }

    /// <param name="stored">The elements that are stored, in the order of traversal.</param>
    /// <exception cref="OctavoException">The parameters contradict each other, the shape or the number of stored elements.</exception>
    public static Tensor ToDense(SparsityParametersTable sparsity, ElementType type, Shape shape, ReadOnlyMemory<byte> stored, string where)
    {
        if (shape.ElementCount == 0)
        {
            return Tensor.Zeros(type, shape);
        }

        var expansion = new SparseExpansion(sparsity, type, shape, stored, where);
        expansion.Fill(0, 0);
        return expansion.position == stored.Length
            ? new Tensor(type, shape, expansion.dense)
            : throw expansion.Malformed($"{expansion.position} bytes of stored elements", $"{stored.Length} bytes");
    }

    private Level[] ReadLevels()
    {
        var order = sparsity.TraversalOrder ?? [];
        var blocks = sparsity.BlockMap ?? [];
        var axes = sparsity.DimMetadata ?? [];
        var rank = shape.Rank;
        if (order.Length != rank + blocks.Length || axes.Length != order.Length || !order.Order().SequenceEqual(Enumerable.Range(0, order.Length))
            || order.Take(rank).Any(axis => axis >= rank) || blocks.Any(axis => axis < 0 || axis >= rank) || axes.Any(axis => axis is null))
        {
            throw Malformed($"an order of {rank + blocks.Length} axes, those of the tensor first", $"order [{string.Join(',', order)}], blocks of axes [{string.Join(',', blocks)}]");
        }

        Level[] read =
        [
            .. order.Select((axis, level) => new Level(
                axis < rank ? axis : blocks[axis - rank],
                axis < rank ? 1 : axes[level].DenseSize,
                axes[level].DenseSize,
                axes[level].Format == DimensionType.DENSE ? null : Integers(axes[level].ArraySegments),
                Integers(axes[level].ArrayIndices))),
        ];
        var wrong = Array.FindIndex(read, level => level.Segments is null && (level.Size < 1 || level.Size > shape[level.Axis]));
        return wrong < 0 ? read : throw Malformed($"an axis or block of 1 to {shape[read[wrong].Axis]}", $"{read[wrong].Size}");
    }

    /// <param name="parent">Which entry of the level before this is part of.</param>
    private void Fill(int level, long parent)
    {
        if (level == levels.Length)
        {
            Store();
            return;
        }

        var (_, _, size, segments, indices) = levels[level];
        if (segments is null)
        {
            for (var index = 0; index < size; index++)
            {
                places[level] = index;
                Fill(level + 1, checked((parent * size) + index));
            }

            return;
        }

        if (parent + 1 >= segments.Length)
        {
            throw Malformed($"more than {parent + 1} segments", $"{segments.Length}");
        }

        for (var entry = segments[parent]; entry < segments[parent + 1]; entry++)
        {
            if ((uint)entry >= (uint)indices.Length)
            {
                throw Malformed($"segments within {indices.Length} indices", $"{entry}");
            }

            places[level] = indices[entry];
            Fill(level + 1, entry);
        }
    }

    private void Store()
    {
        Span<int> element = stackalloc int[shape.Rank];
        for (var level = 0; level < levels.Length; level++)
        {
            element[levels[level].Axis] = checked((element[levels[level].Axis] * levels[level].BlockSize) + places[level]);
        }

        long target = 0;
        for (var axis = 0; axis < element.Length; axis++)
        {
            if ((uint)element[axis] >= (uint)shape[axis])
            {
                throw Malformed($"indices below {shape[axis]} along axis {axis}", $"{element[axis]}");
            }

            target = (target * shape[axis]) + element[axis];
        }

        if (position + elementSize > stored.Length)
        {
            throw Malformed("as many stored elements as indices", $"{stored.Length} bytes");
        }

        stored.Span.Slice(position, elementSize).CopyTo(dense.AsSpan(checked((int)(target * elementSize))));
        position += elementSize;
    }

    private static int[] Integers(ISchemaTable? vector) => vector switch
    {
        Int32VectorTable wide => wide.Values ?? [],
        Uint16VectorTable narrow => Array.ConvertAll(narrow.Values ?? [], value => (int)value),
        Uint8VectorTable bytes => Array.ConvertAll((bytes.Values ?? default).ToArray(), value => (int)value),
        _ => [],
    };

    private OctavoException Malformed(string expected, string found) =>
        new(ErrorKind.MalformedModel, "the sparsity of a constant is not valid", where, expected, found);

    /// <summary>One axis of the traversal: a tensor's axis, or the inside of its blocks.</summary>
    /// <param name="BlockSize">By which the place so far is multiplied: the size of the block inside of which this level walks, 1 for the axis itself.</param>
    /// <param name="Segments">Null for a dense level.</param>
    private readonly record struct Level(int Axis, int BlockSize, int Size, int[]? Segments, int[] Indices);
}
