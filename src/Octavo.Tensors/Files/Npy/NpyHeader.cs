using System.Buffers.Binary;
using System.Text;

namespace Octavo.Tensors;

/// <summary>
/// The head of an .npy array: magic, version, and a dictionary literal of exactly descr, fortran_order and shape, which is parsed, never
/// evaluated. Source: NumPy Enhancement Proposal 1, versions 1.0 to 3.0.
/// </summary>
internal sealed record NpyHeader(NpyElement Element, Shape Shape, bool IsFortranOrder)
{
    private const int MaximumLength = 1 << 20;
    private const int MaximumRank = 64;
    private const int Alignment = 64;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public long DataLength => Element.ItemSize * Shape.ElementCount;

    public static NpyHeader Read(Stream stream, string where)
    {
        Span<byte> start = stackalloc byte[12];
        ReadExactly(stream, start[..8], where);
        if (!start[..6].SequenceEqual(Magic))
        {
            throw Malformed("This is no .npy array: its first bytes are not those of the format.", where, "93 4E 55 4D 50 59",
                Convert.ToHexString(start[..6]));
        }

        var version = start[6];
        if (version is < 1 or > 3)
        {
            throw Malformed("The version of the .npy format is unknown.", where, "1, 2 or 3", version.ToString());
        }

        var lengthSize = version == 1 ? 2 : 4;
        ReadExactly(stream, start.Slice(8, lengthSize), where);
        var length =
            version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > MaximumLength)
        {
            throw Malformed("The .npy header is longer than any real one.", where, $"at most {MaximumLength} bytes", $"{length} bytes");
        }

        var text = new byte[length];
        ReadExactly(stream, text, where);
        return Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text), where);
    }

    /// <summary>Magic, version and dictionary, filled up with blanks so that the elements start at a multiple of 64.</summary>
    public static byte[] Write(string description, Shape shape)
    {
        var sizes = shape.ToArray();
        var tuple = sizes.Length == 1 ? $"({sizes[0]},)" : $"({string.Join(", ", sizes)})";
        var text = $"{{'descr': '{description}', 'fortran_order': False, 'shape': {tuple}, }}";
        var lengthSize = text.Length + 11 + Alignment <= ushort.MaxValue ? 2 : 4;
        var prefix = Magic.Length + 2 + lengthSize;
        var total = (prefix + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var bytes = new byte[total];
        bytes.AsSpan().Fill((byte)' ');
        Magic.CopyTo(bytes, 0);
        bytes[6] = (byte)(lengthSize == 2 ? 1 : 2);
        bytes[7] = 0;
        var length = total - prefix;
        bytes[8] = (byte)length;
        bytes[9] = (byte)(length >> 8);
        if (lengthSize == 4)
        {
            bytes[10] = (byte)(length >> 16);
            bytes[11] = (byte)(length >> 24);
        }

        Encoding.Latin1.GetBytes(text, bytes.AsSpan(prefix));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    private static NpyHeader Parse(string text, string where)
    {
        var scanner = new NpyHeaderScanner(text, where);
        string? description = null;
        bool? isFortranOrder = null;
        int[]? sizes = null;
        scanner.Expect('{');
        while (!scanner.TryTake('}'))
        {
            var key = scanner.TakeString();
            scanner.Expect(':');
            switch (key)
            {
                case "descr" when description is null:
                    description = scanner.TakeString();
                    break;
                case "fortran_order" when isFortranOrder is null:
                    isFortranOrder = scanner.TakeBoolean();
                    break;
                case "shape" when sizes is null:
                    sizes = scanner.TakeTuple(MaximumRank);
                    break;
                default:
                    throw Malformed("The .npy header has a key that does not belong there.", where,
                        "descr, fortran_order and shape, once each", $"'{key}'");
            }

            if (!scanner.TryTake(','))
            {
                scanner.Expect('}');
                break;
            }
        }

        scanner.ExpectEnd();
        if (description is null || isFortranOrder is null || sizes is null)
        {
            throw Malformed("The .npy header is incomplete.", where, "descr, fortran_order and shape", text.Trim());
        }

        return Check(new NpyHeader(NpyElement.Parse(description, where), new Shape(sizes), isFortranOrder.Value), where);
    }

    private static NpyHeader Check(NpyHeader header, string where)
    {
        UInt128 length = (UInt128)Math.Max(header.Element.ItemSize, 1);
        foreach (var size in header.Shape.Sizes)
        {
            if (size == 0)
            {
                return header;
            }

            length *= (UInt128)size;
            if (length > long.MaxValue)
            {
                break;
            }
        }

        // Tensors are single runs of memory, which .NET limits to 2 GB; strings of length 0 take memory without bytes in the file.
        var limit = header.Element.ItemSize == 0 ? 1 << 20 : Array.MaxLength;
        return length <= (UInt128)limit
            ? header
            : throw Malformed("The array is too large.", where, $"at most {limit} bytes",
                $"shape {header.Shape} of {header.Element.ItemSize} bytes each");
    }

    private static void ReadExactly(Stream stream, Span<byte> target, string where)
    {
        var count = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (count < target.Length)
        {
            throw Malformed("The file ends within the .npy header.", where, $"{target.Length} more bytes", $"{count}");
        }
    }

    private static OctavoException Malformed(string what, string where, string? expected = null, string? found = null) =>
        new(ErrorKind.InvalidData, what, where, expected, found);
}
