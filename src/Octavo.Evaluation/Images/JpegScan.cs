using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// The entropy-coded data of one scan: blocks of a frame's components, whole (sequential) or a band and bit of them (progressive).
/// </summary>
internal sealed partial class JpegScan(ReadOnlyMemory<byte> file, string where, JpegFrame frame, JpegComponent[] components,
    int restartInterval)
{
    private readonly JpegBitReader bits = new(file);
    private readonly short[] block = new short[64];

    public required int SpectralStart { get; init; }

    public required int SpectralEnd { get; init; }

    /// <summary>The bit that an earlier scan has sent last; 0 in a first scan.</summary>
    public required int HighBit { get; init; }

    public required int LowBit { get; init; }

    public required byte[] NaturalOrder { get; init; }

    /// <returns>The place behind the scan's data.</returns>
    /// <exception cref="OctavoException">The data are damaged or end too early.</exception>
    public int Decode(int position)
    {
        CheckTables();
        if (frame.IsProgressive)
        {
            CheckProgression();
        }

        bits.Start(position);
        var isInterleaved = components.Length > 1;
        var unitsAcross = isInterleaved ? frame.UnitsAcross : components[0].BlocksAcross;
        var unitsDown = isInterleaved ? frame.UnitsDown : components[0].BlocksDown;
        var untilRestart = restartInterval;
        var restarts = 0;
        ResetPredictions();
        for (var unit = 0L; unit < (long)unitsAcross * unitsDown; unit++)
        {
            if (restartInterval > 0 && untilRestart-- == 0)
            {
                TakeRestart(restarts++ & 7);
                untilRestart = restartInterval - 1;
            }

            var (row, column) = ((int)(unit / unitsAcross), (int)(unit % unitsAcross));
            if (isInterleaved)
            {
                DecodeUnit(row, column);
            }
            else
            {
                DecodeBlock(components[0], row, column);
            }

            if (bits.IsExhausted)
            {
                throw Damaged("The scan's data end too early.", $"{(long)unitsAcross * unitsDown} units", $"{unit}");
            }
        }

        return bits.Position;
    }

    private void DecodeUnit(int row, int column)
    {
        foreach (var component in components)
        {
            for (var y = 0; y < component.VerticalFactor; y++)
            {
                for (var x = 0; x < component.HorizontalFactor; x++)
                {
                    DecodeBlock(component, (row * component.VerticalFactor) + y, (column * component.HorizontalFactor) + x);
                }
            }
        }
    }

    private void DecodeBlock(JpegComponent component, int row, int column)
    {
        if (frame.IsProgressive)
        {
            DecodeBand(component, component.Coefficients.AsSpan(64 * ((row * component.StoredBlocksAcross) + column), 64));
            return;
        }

        DecodeSequential(component, block);
        JpegInverseTransform.Run(block, component.Quantization, component.Samples.AsSpan((row * 8 * component.Stride) + (column * 8)),
            component.Stride);
    }

    private void DecodeSequential(JpegComponent component, Span<short> coefficients)
    {
        coefficients.Clear();
        component.Prediction += bits.TakeSigned(Symbol(component.DirectTable!));
        coefficients[0] = unchecked((short)component.Prediction);
        for (var index = 1; index < 64; index++)
        {
            var symbol = Symbol(component.AlternatingTable!);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0)
            {
                if (run != 15)
                {
                    break;
                }

                index += 15;
                continue;
            }

            index += run;
            if (index > 63)
            {
                throw Damaged("A run of zeros leads out of a block.");
            }

            coefficients[NaturalOrder[index]] = unchecked((short)bits.TakeSigned(size));
        }
    }

    private int Symbol(JpegHuffmanTable table)
    {
        var symbol = table.Decode(bits);
        return symbol >= 0 ? symbol : throw Damaged("The scan's data hold a code that its Huffman table does not have.");
    }

    private void ResetPredictions()
    {
        blocksWithoutCoefficients = 0;
        foreach (var component in components)
        {
            component.Prediction = 0;
        }
    }

    private void TakeRestart(int number)
    {
        if (!bits.IsAtMarker)
        {
            throw Damaged("A restart marker is missing.", $"RST{number}", "more data");
        }

        var position = bits.Position;
        var bytes = file.Span;
        while (position + 1 < bytes.Length && bytes[position] == 0xFF && bytes[position + 1] == 0xFF)
        {
            position++;
        }

        if (position + 1 >= bytes.Length || bytes[position] != 0xFF || bytes[position + 1] != 0xD0 + number)
        {
            throw Damaged("A restart marker is missing or out of order.", $"RST{number}",
                position + 1 < bytes.Length ? $"FF {bytes[position + 1]:X2}" : "the end of the file");
        }

        bits.Start(position + 2);
        ResetPredictions();
    }

    private void CheckTables()
    {
        var needsDirect = !frame.IsProgressive || (SpectralStart == 0 && HighBit == 0);
        var needsAlternating = !frame.IsProgressive || SpectralStart > 0;
        foreach (var component in components)
        {
            if ((needsDirect && component.DirectTable is null) || (needsAlternating && component.AlternatingTable is null))
            {
                throw Damaged("A scan uses a Huffman table that is not defined.");
            }

            if (!frame.IsProgressive && component.SentBit[0] >= 0)
            {
                throw Damaged("A component of a sequential picture has two scans.");
            }
        }

        if (!frame.IsProgressive)
        {
            Array.ForEach(components, component => component.SentBit[0] = 0);
        }
    }

    private OctavoException Damaged(string what, string? expected = null, string? found = null) =>
        new(ErrorKind.InvalidData, what, where, expected, found);
}
