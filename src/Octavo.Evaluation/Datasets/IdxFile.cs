using System.Buffers.Binary;
using System.IO.Compression;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// One array in the idx format of the MNIST files, plain or gzipped (known by content), read front to back. Numbers come out little-endian.
/// The file must hold exactly the elements that its header declares. Source: the format's description at the MNIST database.
/// </summary>
internal sealed class IdxFile : IDisposable
{
    /// <summary>Deflate cannot shrink data more than this, which bounds what a gzipped file can hold.</summary>
    private const long MaximumRatio = 1032;

    private static readonly Dictionary<int, ElementType> Types = new()
    {
        [0x08] = ElementType.UInt8,
        [0x09] = ElementType.Int8,
        [0x0B] = ElementType.Int16,
        [0x0C] = ElementType.Int32,
        [0x0D] = ElementType.Float32,
        [0x0E] = ElementType.Float64,
    };

    private readonly Stream stream;
    private readonly string where;
    private int nextSlice;

    private IdxFile(Stream stream, long capacity, string where)
    {
        this.stream = stream;
        this.where = where;
        Span<byte> start = stackalloc byte[4];
        ReadExactly(start, "the header");
        if (start[0] != 0 || start[1] != 0 || !Types.TryGetValue(start[2], out var type) || start[3] == 0)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "This is no idx file.", where, "00 00, an element type (08, 09, 0B to 0E), a rank of 1 or more",
                Convert.ToHexString(start));
        }

        var sizes = new int[start[3]];
        Int128 length = type.SizeInBytes(1);
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            ReadExactly(start, "the header");
            var size = BinaryPrimitives.ReadUInt32BigEndian(start);
            length = length > capacity && size > 0 ? length : length * size;
            sizes[axis] = size <= int.MaxValue ? (int)size : throw Impossible($"axis {axis} of size {size}", capacity);
        }

        if (length > capacity)
        {
            throw Impossible($"shape {new Shape(sizes)}", capacity);
        }

        if (length == 0 && sizes[0] != 0)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The items have no elements.", where, "sizes of 1 or more",
                $"shape {new Shape(sizes)}");
        }

        ElementType = type;
        Shape = new Shape(sizes);
    }

    public ElementType ElementType { get; }

    /// <summary>The first axis counts items.</summary>
    public Shape Shape { get; }

    /// <exception cref="OctavoException">InputOutput or InvalidData.</exception>
    public static IdxFile Open(string path)
    {
        var file = InputFile.Open(path);
        Stream? stream = file;
        try
        {
            Span<byte> start = stackalloc byte[2];
            var length = file.CanSeek ? file.Length : int.MaxValue;
            var isCompressed =
                file.CanSeek && file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start[0] == 0x1F && start[1] == 0x8B;
            if (file.CanSeek)
            {
                file.Position = 0;
            }

            stream = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
            return new IdxFile(stream, Math.Min(Array.MaxLength, isCompressed ? Math.Min(length, 1L << 40) * MaximumRatio : length), path);
        }
        catch
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>The next item, of shape [1, ...]; false after the last one, when nothing may follow it.</summary>
    public bool TryReadItem(out Tensor item)
    {
        if (nextSlice == Shape[0])
        {
            CheckEnd();
            item = Tensor.Zeros(ElementType, new Shape(0));
            return false;
        }

        nextSlice++;
        item = Read(Shape.With(0, 1));
        return true;
    }

    /// <summary>The whole array; only before the first item has been read.</summary>
    public Tensor ReadAll()
    {
        var tensor = Read(Shape);
        CheckEnd();
        return tensor;
    }

    public void Dispose() => stream.Dispose();

    private Tensor Read(Shape shape)
    {
        var bytes = new byte[ElementType.SizeInBytes(shape.ElementCount)];
        ReadExactly(bytes, "the last element");
        var size = (int)ElementType.SizeInBytes(1);
        for (var start = 0; size > 1 && start < bytes.Length; start += size)
        {
            Array.Reverse(bytes, start, size);
        }

        return new Tensor(ElementType, shape, bytes);
    }

    private void CheckEnd()
    {
        Span<byte> one = stackalloc byte[1];
        if (Read(one) > 0)
        {
            throw new OctavoException(ErrorKind.InvalidData, "There are bytes behind the last element.", where,
                $"{ElementType.SizeInBytes(Shape.ElementCount)} bytes, as shape {Shape} says");
        }
    }

    private void ReadExactly(Span<byte> target, string what)
    {
        var count = Read(target);
        if (count < target.Length)
        {
            throw new OctavoException(ErrorKind.InvalidData, $"The file ends before {what}.", where, $"{target.Length} more bytes",
                $"{count}");
        }
    }

    private int Read(Span<byte> target)
    {
        try
        {
            return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException failure)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The gzip data are damaged.", where, inner: failure);
        }
        catch (IOException failure)
        {
            throw InputFile.Failure(where, failure);
        }
    }

    private OctavoException Impossible(string found, long capacity) =>
        new(ErrorKind.InvalidData, "The file declares more than it can hold.", where, $"at most {capacity} bytes", found);
}
