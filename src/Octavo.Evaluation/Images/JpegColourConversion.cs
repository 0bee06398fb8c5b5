namespace Octavo.Evaluation;

/// <summary>Colour arithmetic of libjpeg: constants of 16 bits. Source: JFIF 1.02, section "Conversion to and from RGB".</summary>
internal static class JpegColourConversion
{
    private const int Bits = 16;
    private const int Half = 1 << (Bits - 1);
    private const int RedOfCr = 91881;
    private const int BlueOfCb = 116130;
    private const int GreenOfCr = 46802;
    private const int GreenOfCb = 22554;

    /// <param name="rows">One row of each component at the picture's width.</param>
    /// <param name="target">Interleaved pixels: one channel for grey, else three.</param>
    public static void Row(JpegColour colour, bool isInverted, byte[][] rows, Span<byte> target, int width)
    {
        switch (colour)
        {
            case JpegColour.Greyscale:
                rows[0].AsSpan(0, width).CopyTo(target);
                break;
            case JpegColour.RedGreenBlue:
                for (var column = 0; column < width; column++)
                {
                    (target[3 * column], target[(3 * column) + 1], target[(3 * column) + 2]) =
                        (rows[0][column], rows[1][column], rows[2][column]);
                }

                break;
            case JpegColour.LumaChroma:
                for (var column = 0; column < width; column++)
                {
                    var (red, green, blue) = Decode(rows[0][column], rows[1][column], rows[2][column]);
                    (target[3 * column], target[(3 * column) + 1], target[(3 * column) + 2]) = ((byte)red, (byte)green, (byte)blue);
                }

                break;
            default:
                InksRow(colour, isInverted, rows, target, width);
                break;
        }
    }

    private static void InksRow(JpegColour colour, bool isInverted, byte[][] rows, Span<byte> target, int width)
    {
        for (var column = 0; column < width; column++)
        {
            var (cyan, magenta, yellow) = ((int)rows[0][column], (int)rows[1][column], (int)rows[2][column]);
            var black = (int)rows[3][column];
            if (colour == JpegColour.LumaChromaBlack)
            {
                (cyan, magenta, yellow) = Decode(rows[0][column], rows[1][column], rows[2][column]);
                (cyan, magenta, yellow) = (255 - cyan, 255 - magenta, 255 - yellow);
            }

            if (!isInverted)
            {
                (cyan, magenta, yellow, black) = (255 - cyan, 255 - magenta, 255 - yellow, 255 - black);
            }

            target[3 * column] = (byte)(cyan * black / 255);
            target[(3 * column) + 1] = (byte)(magenta * black / 255);
            target[(3 * column) + 2] = (byte)(yellow * black / 255);
        }
    }

    private static (int Red, int Green, int Blue) Decode(int luma, int cb, int cr)
    {
        cb -= 128;
        cr -= 128;
        return (
            Math.Clamp(luma + (((RedOfCr * cr) + Half) >> Bits), 0, 255),
            Math.Clamp(luma + (((-GreenOfCb * cb) - (GreenOfCr * cr) + Half) >> Bits), 0, 255),
            Math.Clamp(luma + (((BlueOfCb * cb) + Half) >> Bits), 0, 255));
    }
}
