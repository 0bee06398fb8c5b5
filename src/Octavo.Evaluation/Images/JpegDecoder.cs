using System.Buffers.Binary;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// JPEG, Huffman coded with 8 bits a sample: sequential and progressive, any whole sampling ratios, restarts, grey, RGB, YCbCr, CMYK and
/// YCCK. Gives what libjpeg gives with its accurate transform and fancy upsampling, without block smoothing. Damaged data are refused, not
/// filled up. Source: ITU-T T.81.
/// </summary>
internal sealed partial class JpegDecoder(ReadOnlyMemory<byte> file, string where)
{
    private const int MaximumScans = 1000;
    private static readonly Dictionary<int, string> UnsupportedFrames = new()
    {
        [0xC3] = "lossless coding (SOF3)",
        [0xC5] = "hierarchical coding (SOF5)",
        [0xC6] = "hierarchical coding (SOF6)",
        [0xC7] = "hierarchical lossless coding (SOF7)",
        [0xC8] = "the reserved frame type JPG (0xC8)",
        [0xC9] = "arithmetic coding (SOF9)",
        [0xCA] = "progressive arithmetic coding (SOF10)",
        [0xCB] = "lossless arithmetic coding (SOF11)",
        [0xCC] = "arithmetic coding (DAC)",
        [0xCD] = "hierarchical arithmetic coding (SOF13)",
        [0xCE] = "hierarchical arithmetic coding (SOF14)",
        [0xCF] = "hierarchical lossless arithmetic coding (SOF15)",
        [0xDE] = "hierarchical coding (DHP)",
        [0xDF] = "hierarchical coding (EXP)",
    };

    private readonly int[]?[] quantizationTables = new int[]?[4];
    private readonly JpegHuffmanTable?[] directTables = new JpegHuffmanTable?[4];
    private readonly JpegHuffmanTable?[] alternatingTables = new JpegHuffmanTable?[4];
    private JpegFrame? frame;
    private int restartInterval;
    private bool hasJfif;
    private int? adobeTransform;
    private bool hasExif;
    private int position = 2;
    private int scanCount;

    /// <summary>EXIF orientation, 1 (upright) where there is none.</summary>
    public int Orientation { get; private set; } = ExifOrientation.Upright;

    public static bool Recognizes(ReadOnlySpan<byte> file) => file.StartsWith([(byte)0xFF, (byte)0xD8]);

    /// <summary>Pixels [height, width, 1 or 3], uint8.</summary>
    public Tensor Decode()
    {
        int marker;
        while ((marker = TakeMarker()) != 0xD9)
        {
            TakeSegment(marker);
        }

        if (frame is null || frame.Components.Any(component => component.Quantization is null))
        {
            throw Damaged(frame is null ? "The file holds no picture: it has no frame header." : "A component of the picture has no scan.");
        }

        if (frame.IsProgressive)
        {
            TransformCoefficients(frame);
        }

        return Assemble(frame);
    }

    /// <summary>The next marker; fill bytes before it and stray bytes behind a scan are passed over.</summary>
    private int TakeMarker()
    {
        var bytes = file.Span;
        var isStray = position < bytes.Length && bytes[position] != 0xFF;
        if (isStray && scanCount == 0)
        {
            throw Damaged("There is no marker where a segment should begin.", "FF", $"{bytes[position]:X2} at byte {position}");
        }

        while (position + 1 < bytes.Length)
        {
            if (bytes[position] == 0xFF && bytes[position + 1] is not (0 or 0xFF))
            {
                position += 2;
                return bytes[position - 1];
            }

            position++;
        }

        throw Damaged("The file ends before its EOI marker.");
    }

    private void TakeSegment(int marker)
    {
        if (UnsupportedFrames.TryGetValue(marker, out var feature))
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, "This kind of JPEG is not read.", where,
                "Huffman coding, sequential or progressive", feature, "Convert the picture to PNG.");
        }

        if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
        {
            throw Damaged("A marker stands where it does not belong.", found: $"FF {marker:X2}");
        }

        var bytes = file.Span[position..];
        var length = bytes.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;
        if (length < 2 || length > bytes.Length)
        {
            throw Damaged("A segment does not fit into the file.", $"2 to {bytes.Length} bytes", $"{length} bytes for FF {marker:X2}");
        }

        var content = bytes[2..length];
        position += length;
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                TakeFrame(content, marker == 0xC2);
                break;
            case 0xC4:
                TakeHuffmanTables(content);
                break;
            case 0xDA:
                TakeScan(content);
                break;
            case 0xDB:
                TakeQuantizationTables(content);
                break;
            case 0xDD when content.Length == 2:
                restartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
                break;
            case 0xDD:
                throw Damaged("The restart interval's segment has a wrong length.");
            case 0xE0:
                hasJfif |= content.Length >= 12 && content.StartsWith("JFIF\0"u8);
                break;
            case 0xE1 when !hasExif && content.StartsWith("Exif\0\0"u8):
                hasExif = true;
                Orientation = ExifOrientation.Read(content[6..]);
                break;
            case 0xEE when content.Length >= 12 && content.StartsWith("Adobe"u8):
                adobeTransform = content[11];
                break;
        }
    }

    private static void TransformCoefficients(JpegFrame picture)
    {
        foreach (var component in picture.Components)
        {
            for (var row = 0; row < component.StoredBlocksDown; row++)
            {
                for (var column = 0; column < component.StoredBlocksAcross; column++)
                {
                    var block = (row * component.StoredBlocksAcross) + column;
                    JpegInverseTransform.Run(
                        component.Coefficients.AsSpan(64 * block, 64), component.Quantization,
                        component.Samples.AsSpan((row * 8 * component.Stride) + (column * 8)), component.Stride);
                }
            }
        }
    }

    private JpegColour Colour(JpegComponent[] components)
    {
        if (components.Length == 1)
        {
            return JpegColour.Greyscale;
        }

        if (components.Length == 4)
        {
            return adobeTransform == 2 ? JpegColour.LumaChromaBlack : JpegColour.CyanMagentaYellowBlack;
        }

        var isNamed = components[0].Identifier == 'R' && components[1].Identifier == 'G' && components[2].Identifier == 'B';
        var isRgb = !hasJfif && (adobeTransform is { } transform ? transform == 0 : isNamed);
        return isRgb ? JpegColour.RedGreenBlue : JpegColour.LumaChroma;
    }

    private Tensor Assemble(JpegFrame picture)
    {
        var colour = Colour(picture.Components);
        var channels = colour == JpegColour.Greyscale ? 1 : 3;
        var paddedWidth = picture.UnitsAcross * 8 * picture.LargestHorizontalFactor;
        var rows = picture.Components.Select(_ => new byte[paddedWidth]).ToArray();
        var sums = new int[paddedWidth];
        var pixels = new byte[(long)picture.Height * picture.Width * channels];
        for (var row = 0; row < picture.Height; row++)
        {
            for (var index = 0; index < rows.Length; index++)
            {
                var component = picture.Components[index];
                JpegUpsampling.Row(
                    component, picture.LargestHorizontalFactor / component.HorizontalFactor,
                    picture.LargestVerticalFactor / component.VerticalFactor, row, rows[index], sums);
            }

            JpegColourConversion.Row(colour, adobeTransform is not null, rows, pixels.AsSpan(row * picture.Width * channels),
                picture.Width);
        }

        return new Tensor(ElementType.UInt8, new Shape(picture.Height, picture.Width, channels), pixels);
    }

    private OctavoException Damaged(string what, string? expected = null, string? found = null) =>
        new(ErrorKind.InvalidData, what, where, expected, found);

    private OctavoException Unsupported(string what, string expected, string found) =>
        new(ErrorKind.UnsupportedFeature, what, where, expected, found, "Convert the picture to PNG.");
}
