using System.Buffers.Binary;

namespace Octavo.Tensors;

/// <summary>
/// NumPy's .npy files. Read: versions 1 to 3, either byte order, row-major and Fortran order, booleans, integers, floats from 16 to 64
/// bits, complex numbers, byte strings and unicode (as UTF-8, trailing zeros cut off as NumPy does); object arrays are refused. Written:
/// little-endian, row-major; bfloat16 as float32, and elements below a byte as one byte each, since NumPy has no such types.
/// </summary>
internal static class NpyFile
{
    /// <exception cref="OctavoException">The file cannot be read (InputOutput) or is damaged (InvalidData).</exception>
    public static Tensor Read(string path)
    {
        using var reader = Open(path);
        return reader.ReadAll();
    }

    /// <summary>Opens a file to read it slice by slice.</summary>
    public static NpyArrayReader Open(string path)
    {
        var stream = InputFile.Open(path);
        return Open(stream, path, stream.CanSeek ? stream.Length : -1);
    }

    /// <param name="stream">Read up to its end; left open.</param>
    /// <param name="where">Names the source in errors.</param>
    public static Tensor Read(Stream stream, string where) =>
        new NpyArrayReader(stream, stream.CanSeek ? stream.Length - stream.Position : -1, where).ReadAll();

    public static void Write(string path, Tensor tensor) => FileReplacement.Write(path, stream => Write(stream, tensor, path));

    /// <exception cref="OctavoException">A string ends in a zero byte, which the format cannot hold.</exception>
    public static void Write(Stream stream, Tensor tensor, string where = "array")
    {
        foreach (var piece in Pieces(tensor, where))
        {
            stream.Write(piece.Span);
        }
    }

    internal static NpyArrayReader Open(Stream stream, string where, long available)
    {
        try
        {
            return new NpyArrayReader(stream, available, where);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Header and elements as they stand in the file.</summary>
    internal static ReadOnlyMemory<byte>[] Pieces(Tensor tensor, string where)
    {
        if (tensor.ElementType == ElementType.String)
        {
            return StringPieces(tensor, where);
        }

        var (type, bytes) = tensor.ElementType switch
        {
            ElementType.BFloat16 => (ElementType.Float32, Widened(tensor)),
            ElementType.Int4 or ElementType.Int2 => (ElementType.Int8, Unpacked(tensor)),
            ElementType.UInt4 => (ElementType.UInt8, Unpacked(tensor)),
            _ => (tensor.ElementType, tensor.Bytes),
        };
        return [NpyHeader.Write(NpyElement.Describe(type, (int)type.SizeInBytes(1)), tensor.Shape), bytes];
    }

    private static ReadOnlyMemory<byte>[] StringPieces(Tensor tensor, string where)
    {
        var itemSize = 1;
        foreach (var text in tensor.Strings)
        {
            itemSize = Math.Max(itemSize, text.Length);
            if (text.Length > 0 && text.Span[^1] == 0)
            {
                throw new OctavoException(
                    ErrorKind.InvalidData, "A string ends in a zero byte, which .npy files cannot hold: they fill strings up with zeros.",
                    where);
            }
        }

        if (itemSize * tensor.ElementCount > Array.MaxLength)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The strings are too long for an .npy file, which stores each at the length of the longest.", where,
                $"at most {Array.MaxLength} bytes", $"{tensor.ElementCount} of {itemSize} bytes");
        }

        var bytes = new byte[itemSize * tensor.ElementCount];
        for (var index = 0; index < tensor.Strings.Length; index++)
        {
            tensor.Strings[index].CopyTo(bytes.AsMemory(index * itemSize));
        }

        return [NpyHeader.Write(NpyElement.Describe(ElementType.String, itemSize), tensor.Shape), bytes];
    }

    /// <summary>A bfloat16 is the upper half of a float32.</summary>
    private static ReadOnlyMemory<byte> Widened(Tensor tensor)
    {
        var source = tensor.Bytes.Span;
        var bytes = new byte[2 * source.Length];
        for (var index = 0; index < source.Length; index += 2)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((2 * index) + 2),
                BinaryPrimitives.ReadUInt16LittleEndian(source[index..]));
        }

        return bytes;
    }

    /// <summary>
    /// One byte for each element of 2 or 4 bits, the sign extended where the type has one; the low bits of a byte come first.
    /// </summary>
    private static ReadOnlyMemory<byte> Unpacked(Tensor tensor)
    {
        var bits = tensor.ElementType.BitsPerElement();
        var perByte = 8 / bits;
        var source = tensor.Bytes.Span;
        var bytes = new byte[tensor.ElementCount];
        for (var index = 0; index < bytes.Length; index++)
        {
            var high = (byte)(source[index / perByte] << (8 - bits - (index % perByte * bits)));
            bytes[index] = tensor.ElementType == ElementType.UInt4 ? (byte)(high >> (8 - bits)) : (byte)((sbyte)high >> (8 - bits));
        }

        return bytes;
    }
}
