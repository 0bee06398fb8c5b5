using System.Buffers.Binary;
using Octavo.Tensors;

namespace Octavo.Evaluation;

internal sealed partial class PngDecoder
{
    private int Channels(PngHeader picture) =>
        picture.ColourType == PngHeader.Palette ? (transparency is null ? 3 : 4) : picture.StoredChannels + (transparency is null ? 0 : 1);

    private Tensor Expand(PngHeader picture)
    {
        var channels = Channels(picture);
        var isWide = picture.BitDepth == 16;
        var pixelSize = channels * (isWide ? 2 : 1);
        var pixels = new byte[(long)picture.Width * picture.Height * pixelSize];
        var rowLength = picture.RowLength(picture.Width);
        var current = new byte[rowLength];
        var previous = new byte[rowLength];
        var expanded = new byte[picture.Width * pixelSize];
        try
        {
            using var stream = Inflate();
            foreach (var pass in picture.Passes)
            {
                var width = picture.PassWidth(pass);
                var length = picture.RowLength(width);
                Array.Clear(previous);
                for (var row = 0; width > 0 && row < picture.PassHeight(pass); row++)
                {
                    ReadRow(stream, current.AsSpan(0, length), previous, Math.Max(1, picture.BitsPerPixel / 8));
                    ExpandRow(picture, current, expanded, width);
                    var target = pixels.AsSpan((((pass.Y + (row * pass.StepY)) * picture.Width) + pass.X) * pixelSize);
                    for (var column = 0; column < width; column++)
                    {
                        expanded.AsSpan(column * pixelSize, pixelSize).CopyTo(target[(column * pass.StepX * pixelSize)..]);
                    }

                    (current, previous) = (previous, current);
                }
            }

            if (stream.ReadByte() >= 0)
            {
                throw Damaged("There are more data than the picture has rows.");
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The compressed data are damaged.", where, inner: failure);
        }

        return new Tensor(isWide ? ElementType.UInt16 : ElementType.UInt8, new Shape(picture.Height, picture.Width, channels), pixels);
    }

    private void ReadRow(Stream stream, Span<byte> row, ReadOnlySpan<byte> above, int pixelLength)
    {
        var filter = stream.ReadByte();
        if (filter < 0 || stream.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
        {
            throw Damaged("The data end before the last row.");
        }

        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var index = pixelLength; index < row.Length; index++)
                {
                    row[index] += row[index - pixelLength];
                }

                break;
            case 2:
                for (var index = 0; index < row.Length; index++)
                {
                    row[index] += above[index];
                }

                break;
            case 3:
                for (var index = 0; index < row.Length; index++)
                {
                    row[index] += (byte)(((index < pixelLength ? 0 : row[index - pixelLength]) + above[index]) / 2);
                }

                break;
            case 4:
                for (var index = 0; index < row.Length; index++)
                {
                    row[index] += index < pixelLength ? above[index]
                        : Paeth(row[index - pixelLength], above[index], above[index - pixelLength]);
                }

                break;
            default:
                throw Damaged("The filter of a row is unknown.", "0 to 4", $"{filter}");
        }
    }

    /// <summary>The neighbour nearest to left + above - corner; left before above before corner when they are equally near.</summary>
    private static byte Paeth(byte left, byte above, byte corner)
    {
        var toLeft = Math.Abs(above - corner);
        var toAbove = Math.Abs(left - corner);
        var toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private void ExpandRow(PngHeader picture, ReadOnlySpan<byte> row, Span<byte> target, int width)
    {
        if (picture.ColourType == PngHeader.Palette)
        {
            ExpandPalette(picture, row, target, width);
        }
        else if (picture.BitDepth == 16)
        {
            ExpandWide(picture, row, target, width);
        }
        else
        {
            ExpandNarrow(picture, row, target, width);
        }
    }

    private static int Sample(ReadOnlySpan<byte> row, int index, int bits)
    {
        var place = index * bits;
        return (row[place >> 3] >> (8 - bits - (place & 7))) & ((1 << bits) - 1);
    }

    private void ExpandPalette(PngHeader picture, ReadOnlySpan<byte> row, Span<byte> target, int width)
    {
        var channels = Channels(picture);
        for (var column = 0; column < width; column++)
        {
            var index = Sample(row, column, picture.BitDepth);
            if (3 * index >= palette!.Length)
            {
                throw Damaged("A pixel names a colour that the palette does not have.", $"below {palette.Length / 3}", $"{index}");
            }

            var pixel = target[(column * channels)..];
            palette.AsSpan(3 * index, 3).CopyTo(pixel);
            if (transparency is not null)
            {
                pixel[3] = index < transparency.Length ? transparency[index] : (byte)255;
            }
        }
    }

    private void ExpandWide(PngHeader picture, ReadOnlySpan<byte> row, Span<byte> target, int width)
    {
        var stored = picture.StoredChannels;
        var channels = Channels(picture);
        for (var column = 0; column < width; column++)
        {
            var source = row.Slice(column * stored * 2, stored * 2);
            var pixel = target[(column * channels * 2)..];
            for (var channel = 0; channel < stored; channel++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(pixel[(2 * channel)..],
                    BinaryPrimitives.ReadUInt16BigEndian(source[(2 * channel)..]));
            }

            if (transparency is not null)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(pixel[(2 * stored)..],
                    source.SequenceEqual(transparency) ? (ushort)0 : ushort.MaxValue);
            }
        }
    }

    /// <summary>Grey or colour of up to 8 bits; the transparent colour is compared on the sample as stored.</summary>
    private void ExpandNarrow(PngHeader picture, ReadOnlySpan<byte> row, Span<byte> target, int width)
    {
        var stored = picture.StoredChannels;
        var channels = Channels(picture);
        var factor = 255 / ((1 << picture.BitDepth) - 1);
        for (var column = 0; column < width; column++)
        {
            var pixel = target[(column * channels)..];
            var isTransparent = true;
            for (var channel = 0; channel < stored; channel++)
            {
                var sample = Sample(row, (column * stored) + channel, picture.BitDepth);
                isTransparent &= transparency is not null
                    && sample == BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * channel));
                pixel[channel] = (byte)(sample * factor);
            }

            if (transparency is not null)
            {
                pixel[stored] = isTransparent ? (byte)0 : (byte)255;
            }
        }
    }
}
