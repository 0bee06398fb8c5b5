namespace Octavo.Evaluation;

/// <summary>A JPEG frame header: size, and components in the order of the header.</summary>
internal sealed class JpegFrame
{
    public JpegFrame(int width, int height, bool isProgressive, JpegComponent[] components)
    {
        Width = width;
        Height = height;
        IsProgressive = isProgressive;
        Components = components;
        LargestHorizontalFactor = components.Max(component => component.HorizontalFactor);
        LargestVerticalFactor = components.Max(component => component.VerticalFactor);
        UnitsAcross = Ceiling(width, 8 * LargestHorizontalFactor);
        UnitsDown = Ceiling(height, 8 * LargestVerticalFactor);
        foreach (var component in components)
        {
            component.Width = Ceiling((long)width * component.HorizontalFactor, LargestHorizontalFactor);
            component.Height = Ceiling((long)height * component.VerticalFactor, LargestVerticalFactor);
            component.StoredBlocksAcross = UnitsAcross * component.HorizontalFactor;
            component.StoredBlocksDown = UnitsDown * component.VerticalFactor;
        }
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsProgressive { get; }

    public JpegComponent[] Components { get; }

    public int LargestHorizontalFactor { get; }

    public int LargestVerticalFactor { get; }

    /// <summary>Minimum coded units across in an interleaved scan.</summary>
    public int UnitsAcross { get; }

    public int UnitsDown { get; }

    public long BlockCount => Components.Sum(component => (long)component.BlocksAcross * component.BlocksDown);

    public void Allocate()
    {
        foreach (var component in Components)
        {
            var blocks = (long)component.StoredBlocksAcross * component.StoredBlocksDown;
            component.Samples = new byte[blocks * 64];
            component.Coefficients = IsProgressive ? new short[blocks * 64] : [];
        }
    }

    private static int Ceiling(long value, int divisor) => (int)((value + divisor - 1) / divisor);
}
