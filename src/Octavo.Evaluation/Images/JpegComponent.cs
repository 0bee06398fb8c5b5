namespace Octavo.Evaluation;

/// <summary>One colour component of a JPEG frame: its sampling factors, tables, coefficients and samples.</summary>
internal sealed class JpegComponent(int identifier, int horizontalFactor, int verticalFactor, int quantizationIndex)
{
    public int Identifier => identifier;

    public int HorizontalFactor => horizontalFactor;

    public int VerticalFactor => verticalFactor;

    public int QuantizationIndex => quantizationIndex;

    /// <summary>Samples across that belong to the picture: ceil(picture's width x factor / largest factor).</summary>
    public int Width { get; set; }

    public int Height { get; set; }

    /// <summary>Blocks across in a scan of this component alone.</summary>
    public int BlocksAcross => (Width + 7) / 8;

    public int BlocksDown => (Height + 7) / 8;

    /// <summary>Blocks across that are stored, padded to whole minimum coded units.</summary>
    public int StoredBlocksAcross { get; set; }

    public int StoredBlocksDown { get; set; }

    public int Stride => StoredBlocksAcross * 8;

    /// <summary>[row, column] in rows of <see cref="Stride"/>; filled when the component's last scan is done.</summary>
    public byte[] Samples { get; set; } = [];

    /// <summary>64 coefficients a block in natural order; empty for sequential files, whose blocks are transformed at once.</summary>
    public short[] Coefficients { get; set; } = [];

    /// <summary>The table that was current when the component's first scan began; null before it. In natural order.</summary>
    public int[]? Quantization { get; set; }

    public JpegHuffmanTable? DirectTable { get; set; }

    public JpegHuffmanTable? AlternatingTable { get; set; }

    /// <summary>The last direct coefficient, which the next one is coded against.</summary>
    public int Prediction { get; set; }

    /// <summary>For each coefficient the lowest bit that scans have sent so far; -1 before the first.</summary>
    public int[] SentBit { get; } = Enumerable.Repeat(-1, 64).ToArray();
}
