using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Octavo.Tensors;

/// <summary>
/// One array of an .npy file or .npz entry, read front to back: whole, or slice by slice along its first axis. Numbers come out
/// little-endian and row-major whatever the file says. Memory is that of one slice (Fortran order: of the whole array), and never more than
/// the data fill.
/// </summary>
internal sealed class NpyArrayReader : IDisposable
{
    private const int GrowthStep = 16 << 20;
    private readonly Stream stream;
    private readonly long available;
    private readonly string where;
    private readonly NpyHeader header;
    private Tensor? whole;
    private int nextSlice;

    /// <param name="stream">Starts at the magic bytes; disposed with the reader.</param>
    /// <param name="available">Bytes that the stream holds, or -1 where that is not known.</param>
    /// <param name="where">Names the array in errors.</param>
    internal NpyArrayReader(Stream stream, long available, string where)
    {
        this.stream = stream;
        this.available = available;
        this.where = where;
        header = NpyHeader.Read(stream, where);
        if (available >= 0 && header.DataLength > available)
        {
            throw Truncated(available);
        }
    }

    public ElementType ElementType => header.Element.Type;

    public Shape Shape => header.Shape;

    /// <summary>The whole array. Only before the first slice has been read.</summary>
    public Tensor ReadAll()
    {
        var tensor = Decode(Read(header.DataLength), header.Shape, header.IsFortranOrder);
        CheckEnd();
        return tensor;
    }

    /// <summary>The next slice along axis 0, of shape [1, ...]; false after the last one.</summary>
    /// <exception cref="OctavoException">The array is a scalar, damaged, or too short.</exception>
    public bool TryReadSlice(out Tensor slice) => TryReadSlices(1, out slice);

    /// <summary>At most <paramref name="count"/> further slices along axis 0, of shape [count, ...]; false after the last one.</summary>
    public bool TryReadSlices(int count, out Tensor slices)
    {
        if (Shape.Rank == 0)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The array is a single value and has no samples.", where,
                "an array whose first axis counts samples");
        }

        count = Math.Min(count, Shape[0] - nextSlice);
        if (count <= 0)
        {
            slices = Tensor.Zeros(ElementType.UInt8, new Shape(0));
            return false;
        }

        var sliceShape = Shape.With(0, count);
        if (header.IsFortranOrder)
        {
            whole ??= ReadAll();
            slices = Slice(whole, sliceShape);
        }
        else
        {
            slices = Decode(Read(header.Element.ItemSize * sliceShape.ElementCount), sliceShape, isFortranOrder: false);
            if (nextSlice + count == Shape[0])
            {
                CheckEnd();
            }
        }

        nextSlice += count;
        return true;
    }

    public void Dispose() => stream.Dispose();

    private Tensor Slice(Tensor array, Shape shape)
    {
        var count = shape.ElementCount;
        var first = count / shape[0] * nextSlice;
        if (ElementType == ElementType.String)
        {
            return new Tensor(shape, array.Strings.Slice((int)first, (int)count));
        }

        var size = header.Element.ItemSize;
        return new Tensor(ElementType, shape, array.Bytes.Slice((int)first * size, (int)count * size));
    }

    private byte[] Read(long length)
    {
        // Where the source's length is unknown or compressed, memory follows the data that really come.
        var buffer = new byte[Math.Min(length, GrowthStep)];
        var filled = 0;
        while (true)
        {
            var count = stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            filled += count;
            if (filled < buffer.Length)
            {
                throw Truncated(filled);
            }

            if (filled == length)
            {
                return buffer;
            }

            Array.Resize(ref buffer, (int)Math.Min(length, available >= 0 ? length : 2L * buffer.Length));
        }
    }

    private Tensor Decode(byte[] bytes, Shape shape, bool isFortranOrder)
    {
        var element = header.Element;
        if (element.IsBigEndian && element.SwapSize > 1)
        {
            for (var start = 0; start < bytes.Length; start += element.SwapSize)
            {
                Array.Reverse(bytes, start, element.SwapSize);
            }
        }

        if (isFortranOrder && shape.Rank > 1)
        {
            bytes = Transpose(bytes, shape, element.ItemSize);
        }

        return element.Type == ElementType.String ? new Tensor(shape, Strings(bytes, (int)shape.ElementCount))
            : new Tensor(element.Type, shape, bytes);
    }

    /// <summary>Brings elements stored with the first axis innermost into row-major order.</summary>
    private static byte[] Transpose(byte[] bytes, Shape shape, int itemSize)
    {
        var result = new byte[bytes.Length];
        var sizes = shape.ToArray();
        var index = new int[sizes.Length];
        var strides = new int[sizes.Length];
        var stride = itemSize;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            strides[axis] = stride;
            stride *= sizes[axis];
        }

        var source = 0;
        for (var target = 0; target < result.Length; target += itemSize)
        {
            bytes.AsSpan(source, itemSize).CopyTo(result.AsSpan(target));
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                source += strides[axis];
                if (++index[axis] < sizes[axis])
                {
                    break;
                }

                source -= strides[axis] * sizes[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    private ImmutableArray<ReadOnlyMemory<byte>> Strings(byte[] bytes, int count)
    {
        var size = header.Element.ItemSize;
        var strings = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(count);
        for (var index = 0; index < count; index++)
        {
            var item = bytes.AsMemory(index * size, size);
            strings.Add(header.Element.IsUnicode ? Utf8(item.Span, index) : item[..(item.Span.LastIndexOfAnyExcept((byte)0) + 1)]);
        }

        return strings.MoveToImmutable();
    }

    private byte[] Utf8(ReadOnlySpan<byte> codePoints, int index)
    {
        var text = new ArrayBufferWriter<byte>(Math.Max(1, codePoints.Length));
        var end = codePoints.LastIndexOfAnyExcept((byte)0);
        for (var start = 0; start <= end; start += 4)
        {
            var codePoint = BitConverter.ToUInt32(codePoints[start..]);
            if (!Rune.IsValid(codePoint))
            {
                throw new OctavoException(
                    ErrorKind.InvalidData, "A string holds something that is no character.", where, "a Unicode code point",
                    $"0x{codePoint:X8} in element {index}");
            }

            text.Advance(new Rune(codePoint).EncodeToUtf8(text.GetSpan(4)));
        }

        return text.WrittenSpan.ToArray();
    }

    private void CheckEnd()
    {
        Span<byte> one = stackalloc byte[1];
        if (stream.Read(one) != 0)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "There are bytes behind the end of the array.", where,
                $"{header.DataLength} bytes of elements, as shape {Shape} says");
        }
    }

    private OctavoException Truncated(long found) =>
        new(ErrorKind.InvalidData, "The file ends before the array does.", where,
            $"{header.DataLength} bytes of elements, as shape {Shape} says", $"{found} bytes");
}
