using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>
/// A sparse constant as the dense one that it stands for; what is not stored is 0. Axes are traversed in the file's order, blocked ones
/// first by blocks, then inside of them; an axis is dense or stored as compressed rows. Source: LiteRT
/// tflite/kernels/internal/utils/sparsity_format_converter.cc.
/// </summary>
internal sealed class SparseExpansion
{
    private readonly SparsityParametersTable sparsity;
    private readonly Shape shape;
    private readonly Action<int> visit;
    private readonly string where;
    private readonly int elementSize;
    private readonly Level[] levels;
    private readonly int[] places;

    /// <param name="visit">Gets the byte at which each stored element stands in the dense tensor, in the order of traversal.</param>
    private SparseExpansion(SparsityParametersTable sparsity, ElementType type, Shape shape, Action<int> visit, string where)
    {
        this.sparsity = sparsity;
        this.shape = shape;
        this.visit = visit;
        this.where = where;
        if (type.BitsPerElement() < 8)
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, $"sparse constants of {type} cannot be expanded", where);
        }

        elementSize = type.BitsPerElement() / 8;
        levels = ReadLevels();
        places = new int[levels.Length];
    }

    /// <param name="stored">The elements that are stored, in the order of traversal.</param>
    /// <exception cref="OctavoException">The parameters contradict each other, the shape or the number of stored elements.</exception>
    public static Tensor ToDense(SparsityParametersTable sparsity, ElementType type, Shape shape, ReadOnlyMemory<byte> stored, string where)
    {
        if (shape.ElementCount == 0)
        {
            return Tensor.Zeros(type, shape);
        }

        var elementSize = type.BitsPerElement() / 8;
        var dense = new byte[type.SizeInBytes(shape.ElementCount)];
        var position = 0;
        new SparseExpansion(sparsity, type, shape, Copy, where).Fill(0, 0);
        return position == stored.Length
            ? new Tensor(type, shape, dense)
            : throw Malformed(where, $"{position} bytes of stored elements", $"{stored.Length} bytes");

        void Copy(int place)
        {
            if (position + elementSize > stored.Length)
            {
                throw Malformed(where, "as many stored elements as indices", $"{stored.Length} bytes");
            }

            stored.Span.Slice(position, elementSize).CopyTo(dense.AsSpan(place));
            position += elementSize;
        }
    }

    /// <summary>The way back: the elements that a sparse constant stores, in the order of traversal.</summary>
    /// <returns>Null where the tensor has an element other than 0 that would not be stored.</returns>
    /// <exception cref="OctavoException">The parameters contradict each other or the shape.</exception>
    public static byte[]? ToStored(SparsityParametersTable sparsity, Tensor tensor, string where)
    {
        if (tensor.ElementCount == 0)
        {
            return [];
        }

        var elementSize = tensor.ElementType.BitsPerElement() / 8;
        var dense = tensor.Bytes;
        var stored = new MemoryStream();
        new SparseExpansion(sparsity, tensor.ElementType, tensor.Shape, Copy, where).Fill(0, 0);
        var bytes = stored.ToArray();
        return bytes.Length <= dense.Length && CountNonzero(bytes, elementSize) == CountNonzero(dense.Span, elementSize) ? bytes : null;

        void Copy(int place)
        {
            if (stored.Length <= dense.Length)
            {
                stored.Write(dense.Span.Slice(place, elementSize));
            }
        }
    }

    private static int CountNonzero(ReadOnlySpan<byte> elements, int elementSize)
    {
        var count = 0;
        for (var start = 0; start < elements.Length; start += elementSize)
        {
            count += elements.Slice(start, elementSize).ContainsAnyExcept((byte)0) ? 1 : 0;
        }

        return count;
    }

    private Level[] ReadLevels()
    {
        var order = sparsity.TraversalOrder ?? [];
        var blocks = sparsity.BlockMap ?? [];
        var axes = sparsity.DimMetadata ?? [];
        var rank = shape.Rank;
        if (order.Length != rank + blocks.Length || axes.Length != order.Length || !order.Order()
            .SequenceEqual(Enumerable.Range(0, order.Length))
            || order.Take(rank).Any(axis => axis >= rank) || blocks.Any(axis => axis < 0 || axis >= rank) || axes.Any(axis => axis is null))
        {
            throw Malformed($"an order of {rank + blocks.Length} axes, those of the tensor first",
                $"order [{string.Join(',', order)}], blocks of axes [{string.Join(',', blocks)}]");
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
        Span<long> element = stackalloc long[shape.Rank];
        for (var level = 0; level < levels.Length; level++)
        {
            var axis = levels[level].Axis;
            var place = (element[axis] * levels[level].BlockSize) + places[level];
            element[axis] = (ulong)place < (ulong)shape[axis]
                ? place
                : throw Malformed($"indices below {shape[axis]} along axis {axis}", $"{place}");
        }

        long target = 0;
        for (var axis = 0; axis < element.Length; axis++)
        {
            target = (target * shape[axis]) + element[axis];
        }

        visit(checked((int)(target * elementSize)));
    }

    private static int[] Integers(ISchemaTable? vector) => vector switch
    {
        Int32VectorTable wide => wide.Values ?? [],
        Uint16VectorTable narrow => Array.ConvertAll(narrow.Values ?? [], value => (int)value),
        Uint8VectorTable bytes => Array.ConvertAll((bytes.Values ?? default).ToArray(), value => (int)value),
        _ => [],
    };

    private OctavoException Malformed(string expected, string found) => Malformed(where, expected, found);

    private static OctavoException Malformed(string where, string expected, string found) =>
        new(ErrorKind.MalformedModel, "the sparsity of a constant is not valid", where, expected, found);

    /// <summary>One axis of the traversal: a tensor's axis, or the inside of its blocks.</summary>
    /// <param name="BlockSize">
    /// By which the place so far is multiplied: the size of the block inside of which this level walks, 1 for the axis itself.
    /// </param>
    /// <param name="Segments">Null for a dense level.</param>
    private readonly record struct Level(int Axis, int BlockSize, int Size, int[]? Segments, int[] Indices);
}
