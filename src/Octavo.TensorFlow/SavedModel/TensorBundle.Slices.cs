using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Tensors that are stored as several boxes, and boxes taken out of a tensor (partitioned variables).</summary>
internal sealed partial class TensorBundle
{
    /// <summary>One part of a partitioned variable.</summary>
    /// <param name="key">The whole tensor's name.</param>
    /// <param name="sliceText">As RestoreV2 names it; empty for the whole tensor.</param>
    public BundleTensor Tensor(string key, string sliceText)
    {
        var whole = Tensor(key);
        if (string.IsNullOrWhiteSpace(sliceText))
        {
            return whole;
        }

        var where = $"variable '{key}' in {IndexPath}";
        var (shape, slice) = TensorSlice.Parse(sliceText, where);
        if (shape != whole.Shape || slice.Within(shape) is not { } box)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "A part of a partitioned variable does not fit the whole.", where,
                whole.Shape.ToString(), $"'{sliceText}'");
        }

        return new BundleTensor(key, whole.ElementType, box.Shape, () => Part(key, whole, slice, box));
    }

    private Tensor Part(string key, BundleTensor whole, TensorSlice slice, TensorSlice box)
    {
        var stored = sliceEntries.GetValueOrDefault(Convert.ToHexString(OrderedCode.SliceKey(key, slice)))
            ?? sliceEntries.GetValueOrDefault(Convert.ToHexString(OrderedCode.SliceKey(key, box)));
        if (stored is not null)
        {
            return Read(key, stored, whole.ElementType, box.Shape);
        }

        var source = whole.Read();
        var elementSize = ElementSize(key, whole.ElementType);
        var part = new byte[TensorShapes.ByteCount(whole.ElementType, box.Shape, key)];
        CopyBox(source.Bytes.Span, part, whole.Shape, box, elementSize, intoBox: true);
        return new Tensor(whole.ElementType, box.Shape, part);
    }

    private Tensor Assemble(string key, BundleEntryProto entry, ElementType type, Shape shape)
    {
        var where = $"variable '{key}' in {IndexPath}";
        var elementSize = ElementSize(key, type);
        var slices = entry.Slices.Select(TensorSlice.From).ToList();
        var boxes = slices.Select(slice => shape.IsKnown ? slice.Within(shape) : null).ToList();
        var expected = TensorShapes.ByteCount(type, shape, where);
        if (boxes.Contains(null) || boxes.Sum(box => box!.Shape.ElementCount) != shape.ElementCount)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "The slices of a partitioned variable do not cover it.", where,
                $"boxes that fill {shape}", $"{boxes.Count} slices");
        }

        var whole = new byte[expected];
        for (var index = 0; index < slices.Count; index++)
        {
            var slice = slices[index];
            if (!sliceEntries.TryGetValue(Convert.ToHexString(OrderedCode.SliceKey(key, slice)), out var stored))
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, "A slice of a partitioned variable is missing in the index.", where,
                    found: $"no slice {string.Join(':', slice.Extents.Select(extent => $"{extent.Start},{extent.Length}"))}");
            }

            var part = Read(key, stored, type, boxes[index]!.Shape);
            CopyBox(part.Bytes.Span, whole, shape, boxes[index]!, elementSize, intoBox: false);
        }

        return new Tensor(type, shape, whole);
    }

    private int ElementSize(string key, ElementType type) =>
        type.BitsPerElement() >= 8
            ? type.BitsPerElement() / 8
            : throw new OctavoException(ErrorKind.UnsupportedFeature, $"A partitioned variable of {type} cannot be read.",
                $"variable '{key}' in {IndexPath}");

    /// <summary>Copies rows along the innermost axis, out of the whole into the box or the other way.</summary>
    private static void CopyBox(ReadOnlySpan<byte> source, Span<byte> target, Shape whole, TensorSlice box, int elementSize, bool intoBox)
    {
        var rank = whole.Rank;
        var rowLength = (rank == 0 ? 1 : (int)box.Extents[^1].Length) * elementSize;
        var rows = rowLength == 0 ? 0 : box.Shape.ElementCount * elementSize / rowLength;
        for (long row = 0; row < rows; row++)
        {
            long remaining = row;
            long offset = rank == 0 ? 0 : box.Extents[^1].Start;
            long stride = rank == 0 ? 1 : whole[rank - 1];
            for (var axis = rank - 2; axis >= 0; axis--)
            {
                var (start, length) = box.Extents[axis];
                offset += (start + (remaining % length)) * stride;
                remaining /= length;
                stride *= whole[axis];
            }

            var inWhole = (int)(offset * elementSize);
            var inBox = (int)(row * rowLength);
            source.Slice(intoBox ? inWhole : inBox, rowLength).CopyTo(target[(intoBox ? inBox : inWhole)..]);
        }
    }
}
