using System.Buffers.Binary;

namespace Octavo.Evaluation;

internal sealed partial class JpegDecoder
{
    /// <summary>Where the k-th coefficient of the zigzag order lies in the block.</summary>
    private static readonly byte[] NaturalOrder = CreateNaturalOrder();

    private static byte[] CreateNaturalOrder()
    {
        // Along each antidiagonal in turn; odd ones run down, even ones up.
        var order = new byte[64];
        var index = 0;
        for (var diagonal = 0; diagonal < 15; diagonal++)
        {
            for (var step = 0; step <= diagonal; step++)
            {
                var row = diagonal % 2 == 0 ? diagonal - step : step;
                var column = diagonal - row;
                if (row < 8 && column < 8)
                {
                    order[index++] = (byte)((8 * row) + column);
                }
            }
        }

        return order;
    }

    private void TakeFrame(ReadOnlySpan<byte> content, bool isProgressive)
    {
        if (frame is not null || content.Length < 6 || content.Length != 6 + (3 * content[5]))
        {
            throw Damaged(frame is null ? "The frame header has a wrong length." : "There are two frame headers.");
        }

        var height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        if (content[0] != 8)
        {
            throw Unsupported("The samples' precision is not read.", "8 bits", $"{content[0]} bits");
        }

        if (height == 0)
        {
            throw Unsupported("The height is 0, to be given later by a DNL marker, which is not read.", "a height in the frame header",
                "DNL");
        }

        if (width == 0)
        {
            throw Damaged("The picture's width is 0.");
        }

        if (content[5] is not (1 or 3 or 4))
        {
            throw Unsupported("The number of components has no known colours.", "1, 3 or 4", $"{content[5]}");
        }

        var components = new JpegComponent[content[5]];
        for (var index = 0; index < components.Length; index++)
        {
            var entry = content.Slice(6 + (3 * index), 3);
            components[index] = new JpegComponent(entry[0], entry[1] >> 4, entry[1] & 15, entry[2]);
        }

        CheckComponents(components);
        frame = new JpegFrame(width, height, isProgressive, components);

        // Every block takes at least one bit of the file.
        if (frame.BlockCount > 8L * file.Length || (long)width * height * 3 > Array.MaxLength)
        {
            throw Damaged("The picture is larger than its data can be.", $"what {file.Length} bytes can hold", $"{width} x {height}");
        }

        frame.Allocate();
    }

    private void CheckComponents(JpegComponent[] components)
    {
        foreach (var component in components)
        {
            if (component.HorizontalFactor is < 1 or > 4 || component.VerticalFactor is < 1 or > 4 || component.QuantizationIndex > 3)
            {
                throw Damaged(
                    "A component of the frame header is impossible.", "sampling factors 1 to 4, table 0 to 3",
                    $"{component.HorizontalFactor}x{component.VerticalFactor}, table {component.QuantizationIndex}");
            }

            if (components.Max(other => other.HorizontalFactor) % component.HorizontalFactor != 0
                || components.Max(other => other.VerticalFactor) % component.VerticalFactor != 0)
            {
                throw Unsupported("Sampling ratios that are no whole numbers are not read.", "whole ratios",
                    string.Join(", ", components.Select(other => $"{other.HorizontalFactor}x{other.VerticalFactor}")));
            }
        }

        if (components.DistinctBy(component => component.Identifier).Count() < components.Length)
        {
            throw Damaged("Two components of the frame have the same identifier.");
        }
    }

    private void TakeQuantizationTables(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var (precision, index) = (content[0] >> 4, content[0] & 15);
            var size = 1 + (64 * (precision + 1));
            if (precision > 1 || index > 3 || content.Length < size)
            {
                throw Damaged("A quantization table is damaged.", "precision 0 or 1, table 0 to 3, 64 values",
                    $"precision {precision}, table {index}, {content.Length - 1} bytes");
            }

            var table = new int[64];
            for (var entry = 0; entry < 64; entry++)
            {
                table[NaturalOrder[entry]] =
                    precision == 0 ? content[1 + entry] : BinaryPrimitives.ReadUInt16BigEndian(content[(1 + (2 * entry))..]);
            }

            quantizationTables[index] = table;
            content = content[size..];
        }
    }

    private void TakeHuffmanTables(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var (kind, index) = (content[0] >> 4, content[0] & 15);
            var total = 0;
            for (var length = 1; length <= 16 && content.Length > 16; length++)
            {
                total += content[length];
            }

            if (kind > 1 || index > 3 || content.Length < 17 + total || total > 256)
            {
                throw Damaged("A Huffman table is damaged.", "class 0 or 1, table 0 to 3, at most 256 codes",
                    $"class {kind}, table {index}, {total} codes in {content.Length} bytes");
            }

            var table = JpegHuffmanTable.Create(content.Slice(1, 16), content.Slice(17, total));
            if (table is null || (kind == 0 && table.HasSymbolAbove(15)))
            {
                throw Damaged("A Huffman table has more codes than its lengths allow, or a size class above 15.");
            }

            (kind == 0 ? directTables : alternatingTables)[index] = table;
            content = content[(17 + total)..];
        }
    }

    private void TakeScan(ReadOnlySpan<byte> content)
    {
        if (frame is null || content.Length < 4 || content[0] is 0 or > 4 || content.Length != 4 + (2 * content[0]))
        {
            throw Damaged(frame is null ? "A scan stands before the frame header." : "A scan header has a wrong length.");
        }

        if (++scanCount > MaximumScans)
        {
            throw Damaged("The file has more scans than any real one.", $"at most {MaximumScans}");
        }

        var components = new JpegComponent[content[0]];
        for (var index = 0; index < components.Length; index++)
        {
            var identifier = content[1 + (2 * index)];
            var tables = content[2 + (2 * index)];
            components[index] = frame.Components.FirstOrDefault(component => component.Identifier == identifier)
                ?? throw Damaged("A scan names a component that the frame does not have.", found: $"{identifier}");
            if (components.AsSpan(0, index).Contains(components[index]) || (tables >> 4) > 3 || (tables & 15) > 3)
            {
                throw Damaged("A scan names a component twice, or a Huffman table above 3.");
            }

            components[index].DirectTable = directTables[tables >> 4];
            components[index].AlternatingTable = alternatingTables[tables & 15];
            components[index].Quantization ??= quantizationTables[components[index].QuantizationIndex]
                ?? throw Damaged("A component's quantization table is missing.", found: $"table {components[index].QuantizationIndex}");
        }

        if (components.Length > 1 && components.Sum(component => component.HorizontalFactor * component.VerticalFactor) > 10)
        {
            throw Damaged("An interleaved scan has more than 10 blocks in a unit.");
        }

        var parameters = content[(1 + (2 * components.Length))..];
        position = new JpegScan(file, where, frame, components, restartInterval)
        {
            SpectralStart = frame.IsProgressive ? parameters[0] : 0,
            SpectralEnd = frame.IsProgressive ? parameters[1] : 63,
            HighBit = frame.IsProgressive ? parameters[2] >> 4 : 0,
            LowBit = frame.IsProgressive ? parameters[2] & 15 : 0,
            NaturalOrder = NaturalOrder,
        }.Decode(position);
    }
}
