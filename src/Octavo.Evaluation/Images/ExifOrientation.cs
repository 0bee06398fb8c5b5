using System.Buffers.Binary;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>The EXIF orientation tag: how the stored rows and columns lie in the upright picture. Source: EXIF 2.32, tag 0x0112.</summary>
internal static class ExifOrientation
{
    public const int Upright = 1;
    private const int Tag = 0x0112;
    private const int EntryLength = 12;

    /// <summary>Reads it from the content of an APP1 segment behind "Exif"; upright where it is missing or anything is damaged.</summary>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8)))
        {
            return Upright;
        }

        var isBigEndian = tiff[0] == 'M';
        var offset = Read32(tiff[4..], isBigEndian);
        if (Read16(tiff[2..], isBigEndian) != 42 || offset > tiff.Length - 2)
        {
            return Upright;
        }

        var directory = tiff[(int)offset..];
        var count = Read16(directory, isBigEndian);
        if (directory.Length < 2 + (count * EntryLength))
        {
            return Upright;
        }

        for (var index = 0; index < count; index++)
        {
            var entry = directory.Slice(2 + (index * EntryLength), EntryLength);
            if (Read16(entry, isBigEndian) == Tag)
            {
                var value = Read16(entry[8..], isBigEndian);
                return Read16(entry[2..], isBigEndian) == 3 && value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    /// <summary>Brings pixels [height, width, channels] upright; orientations 5 to 8 exchange height and width.</summary>
    public static Tensor Apply(Tensor pixels, int orientation)
    {
        if (orientation == Upright)
        {
            return pixels;
        }

        var (height, width, channels) = (pixels.Shape[0], pixels.Shape[1], pixels.Shape[2]);
        var isTransposed = orientation >= 5;
        var (newHeight, newWidth) = isTransposed ? (width, height) : (height, width);
        var flipsRow = orientation is 3 or 4 or 7 or 8;
        var flipsColumn = orientation is 2 or 3 or 6 or 7;
        var source = pixels.Bytes.Span;
        var target = new byte[source.Length];
        for (var row = 0; row < newHeight; row++)
        {
            for (var column = 0; column < newWidth; column++)
            {
                var y = flipsRow ? newHeight - 1 - row : row;
                var x = flipsColumn ? newWidth - 1 - column : column;
                var from = isTransposed ? (x * width) + y : (y * width) + x;
                source.Slice(from * channels, channels).CopyTo(target.AsSpan(((row * newWidth) + column) * channels));
            }
        }

        return new Tensor(pixels.ElementType, new Shape(newHeight, newWidth, channels), target);
    }

    private static int Read16(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint Read32(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
