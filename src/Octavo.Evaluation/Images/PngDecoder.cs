using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// PNG: all colour types, bit depths, filters and interlacing. Grey below 8 bits is scaled to 255, a palette is expanded, tRNS becomes an
/// alpha channel, 16 bits stay. Colour management chunks change nothing. Check sums of all chunks count.
/// </summary>
internal sealed partial class PngDecoder(ReadOnlyMemory<byte> file, string where)
{
    /// <summary>Deflate cannot shrink data more than this.</summary>
    private const int MaximumRatio = 1032;
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly ArrayBufferWriter<byte> compressed = new();
    private PngHeader? header;
    private byte[]? palette;
    private byte[]? transparency;
    private bool isDataFinished;
    private bool hasData;

    public static bool Recognizes(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public Tensor Decode()
    {
        var rest = file[Signature.Length..];
        while (TakeChunk(ref rest))
        {
        }

        if (header is null || !hasData)
        {
            throw Damaged("The file holds no picture.", "IHDR and IDAT chunks");
        }

        if (header.ColourType == PngHeader.Palette && palette is null)
        {
            throw Damaged("A picture with a palette has no PLTE chunk.");
        }

        CheckSize(header);
        return Expand(header);
    }

    private static ReadOnlySpan<byte> Type(ReadOnlySpan<byte> chunk) => chunk.Slice(4, 4);

    /// <summary>False after IEND; what follows it is ignored.</summary>
    private bool TakeChunk(ref ReadOnlyMemory<byte> rest)
    {
        var span = rest.Span;
        if (span.Length < 12)
        {
            throw Damaged("The file ends before its IEND chunk.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(span);
        var name = Encoding.Latin1.GetString(Type(span));
        if (length > span.Length - 12)
        {
            throw Damaged($"Chunk {name} is longer than the file.", $"at most {span.Length - 12} bytes", $"{length}");
        }

        var size = (int)length;
        var stored = BinaryPrimitives.ReadUInt32BigEndian(span[(8 + size)..]);
        var computed = Crc32.Of(span.Slice(4, 4 + size));
        if (stored != computed)
        {
            throw Damaged($"The CRC of chunk {name} does not match.", $"{stored:X8}", $"{computed:X8}");
        }

        TakeChunk(name, rest.Slice(8, size));
        rest = rest[(12 + size)..];
        return name != "IEND";
    }

    private void TakeChunk(string name, ReadOnlyMemory<byte> content)
    {
        if (header is null != (name == "IHDR"))
        {
            throw Damaged(header is null ? "The first chunk is not IHDR." : "There are two IHDR chunks.", found: name);
        }

        isDataFinished |= hasData && name != "IDAT";
        switch (name)
        {
            case "IHDR":
                header = ReadHeader(content.Span);
                break;
            case "PLTE":
                TakePalette(content);
                break;
            case "tRNS":
                TakeTransparency(content);
                break;
            case "IDAT":
                if (isDataFinished)
                {
                    throw Damaged("The IDAT chunks do not follow each other.");
                }

                hasData = true;
                compressed.Write(content.Span);
                break;
            case "IEND":
                break;
            default:
                // The fifth bit of the first letter says whether a decoder may pass the chunk over.
                if ((name[0] & 0x20) == 0)
                {
                    throw new OctavoException(ErrorKind.UnsupportedFeature, "A chunk that a decoder must understand is unknown.", where,
                        found: name);
                }

                break;
        }
    }

    private PngHeader ReadHeader(ReadOnlySpan<byte> content)
    {
        if (content.Length != 13)
        {
            throw Damaged("Chunk IHDR has a wrong length.", "13 bytes", $"{content.Length}");
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(content);
        var height = BinaryPrimitives.ReadUInt32BigEndian(content[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw Damaged("The picture's size is impossible.", $"1 to {int.MaxValue} each way", $"{width} x {height}");
        }

        if (!PngHeader.IsDepthOf(content[8], content[9]))
        {
            throw Damaged("Colour type and bit depth do not go together.", found: $"colour type {content[9]}, {content[8]} bits");
        }

        if (content[10] != 0 || content[11] != 0 || content[12] > 1)
        {
            throw Damaged("A method of the file is unknown.", "compression 0, filter 0, interlace 0 or 1",
                $"{content[10]}, {content[11]}, {content[12]}");
        }

        return new PngHeader((int)width, (int)height, content[8], content[9], content[12] == 1);
    }

    private void TakePalette(ReadOnlyMemory<byte> content)
    {
        if (hasData || palette is not null || content.Length % 3 != 0 || content.Length is 0 or > 768)
        {
            throw Damaged("Chunk PLTE is misplaced or has a wrong length.", "one, before IDAT, of 3 to 768 bytes",
                $"{content.Length} bytes");
        }

        palette = content.ToArray();
    }

    private void TakeTransparency(ReadOnlyMemory<byte> content)
    {
        var expected = header!.ColourType switch
        {
            PngHeader.Greyscale => 2,
            PngHeader.TrueColour => 6,
            PngHeader.Palette => -1,
            _ => 0,
        };
        if (expected == 0)
        {
            return;
        }

        if (hasData || transparency is not null
            || (expected > 0 ? content.Length != expected : palette is null || content.Length > palette.Length / 3))
        {
            throw Damaged("Chunk tRNS is misplaced or has a wrong length.", found: $"{content.Length} bytes");
        }

        transparency = content.ToArray();
    }

    private void CheckSize(PngHeader picture)
    {
        var available = (Int128)compressed.WrittenCount * MaximumRatio;
        if (picture.FilteredLength > available)
        {
            throw Damaged("The picture is larger than its data can be.", $"at most {available} bytes",
                $"{picture.Width} x {picture.Height}, {picture.FilteredLength} bytes");
        }

        var size = (Int128)picture.Width * picture.Height * Channels(picture) * (picture.BitDepth == 16 ? 2 : 1);
        if (size > Array.MaxLength)
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, "The picture is too large.", where, $"at most {Array.MaxLength} bytes",
                $"{size} bytes");
        }
    }

    private ZLibStream Inflate()
    {
        var bytes = compressed.WrittenSpan.ToArray();
        if (bytes.Length < 2 || (bytes[0] & 15) != 8 || ((bytes[0] << 8) | bytes[1]) % 31 != 0 || (bytes[1] & 0x20) != 0)
        {
            throw Damaged("The compressed data do not begin with a zlib header.", "deflate without a dictionary");
        }

        return new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
    }

    private OctavoException Damaged(string what, string? expected = null, string? found = null) =>
        new(ErrorKind.InvalidData, what, where, expected, found);
}
