namespace Octavo.Evaluation;

/// <summary>
/// Bits of a JPEG scan, high bit first, with stuffed zero bytes taken out. It stops at a marker; bits asked for beyond it are zeros when
/// peeked and end the scan when skipped: <see cref="IsExhausted"/>.
/// </summary>
internal sealed class JpegBitReader(ReadOnlyMemory<byte> file)
{
    private uint buffer;
    private int count;
    private int real;

    /// <summary>Place of the next byte that has not been taken.</summary>
    public int Position { get; private set; }

    /// <summary>Whether more bits were taken than there were before the marker or the end of the file.</summary>
    public bool IsExhausted => real < 0;

    public void Start(int position)
    {
        Position = position;
        buffer = 0;
        count = 0;
        real = 0;
    }

    /// <summary>The next <paramref name="length"/> bits, at most 16, without taking them.</summary>
    public int Peek(int length)
    {
        if (count < length)
        {
            Fill();
        }

        return (int)(buffer >> (32 - length));
    }

    public void Skip(int length)
    {
        buffer <<= length;
        count -= length;
        real -= length;
    }

    public int Take(int length)
    {
        if (length == 0)
        {
            return 0;
        }

        var value = Peek(length);
        Skip(length);
        return value;
    }

    /// <summary>Bits of a difference or coefficient of the given size class. Source: ITU-T T.81, figure F.12.</summary>
    public int TakeSigned(int size)
    {
        var value = Take(size);
        return size == 0 || value >= 1 << (size - 1) ? value : value - (1 << size) + 1;
    }

    /// <summary>Whether only the filling of the last byte is left before the next marker.</summary>
    public bool IsAtMarker => real < 8 && (Position >= file.Length || IsMarker(file.Span));

    private void Fill()
    {
        var bytes = file.Span;
        while (count <= 24)
        {
            uint next = 0;
            if (Position < bytes.Length && !IsMarker(bytes))
            {
                next = bytes[Position];
                Position += next == 0xFF ? 2 : 1;
                real += 8;
            }

            buffer |= next << (24 - count);
            count += 8;
        }
    }

    private bool IsMarker(ReadOnlySpan<byte> bytes) =>
        bytes[Position] == 0xFF && (Position + 1 >= bytes.Length || bytes[Position + 1] != 0);
}
