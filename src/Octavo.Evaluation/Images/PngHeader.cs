namespace Octavo.Evaluation;

/// <summary>The IHDR chunk. Source: Portable Network Graphics, third edition, section 11.2.1.</summary>
internal sealed record PngHeader(int Width, int Height, int BitDepth, int ColourType, bool IsInterlaced)
{
    public const int Greyscale = 0;
    public const int TrueColour = 2;
    public const int Palette = 3;
    public const int GreyscaleAlpha = 4;
    public const int TrueColourAlpha = 6;

    /// <summary>The bit depths of each colour type, as a set of bits.</summary>
    private static readonly Dictionary<int, int[]> Depths = new()
    {
        [Greyscale] = [1, 2, 4, 8, 16],
        [TrueColour] = [8, 16],
        [Palette] = [1, 2, 4, 8],
        [GreyscaleAlpha] = [8, 16],
        [TrueColourAlpha] = [8, 16],
    };

    /// <summary>First column and row, and steps, of the seven passes of Adam7.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static bool IsDepthOf(int bitDepth, int colourType) =>
        Depths.TryGetValue(colourType, out var depths) && depths.Contains(bitDepth);

    /// <summary>Samples of a pixel as they stand in the file.</summary>
    public int StoredChannels => ColourType switch
    {
        TrueColour => 3,
        GreyscaleAlpha => 2,
        TrueColourAlpha => 4,
        _ => 1,
    };

    public int BitsPerPixel => BitDepth * StoredChannels;

    public (int X, int Y, int StepX, int StepY)[] Passes => IsInterlaced ? Adam7 : [(0, 0, 1, 1)];

    public int PassWidth((int X, int Y, int StepX, int StepY) pass) => (Width - pass.X + pass.StepX - 1) / pass.StepX;

    public int PassHeight((int X, int Y, int StepX, int StepY) pass) => (Height - pass.Y + pass.StepY - 1) / pass.StepY;

    /// <summary>Bytes of a filtered row without its filter byte.</summary>
    public int RowLength(int width) => checked((int)((((long)width * BitsPerPixel) + 7) / 8));

    /// <summary>Bytes of all rows of all passes, with their filter bytes.</summary>
    public Int128 FilteredLength
    {
        get
        {
            Int128 length = 0;
            foreach (var pass in Passes)
            {
                if (PassWidth(pass) > 0)
                {
                    length += (Int128)PassHeight(pass) * (1 + ((((Int128)PassWidth(pass) * BitsPerPixel) + 7) / 8));
                }
            }

            return length;
        }
    }
}
