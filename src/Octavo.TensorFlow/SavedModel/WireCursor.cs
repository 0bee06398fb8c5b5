using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Reads numbers of variable length and runs of bytes, never beyond the end.</summary>
internal ref struct WireCursor(ReadOnlySpan<byte> bytes, string where)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == bytes.Length;

    /// <exception cref="OctavoException">The bytes end inside of the number, or it has more than 64 bits.</exception>
    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (AtEnd)
            {
                throw Malformed("the end");
            }

            var next = bytes[Position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a number of more than 64 bits");
    }

    /// <summary>A number that counts bytes which follow here.</summary>
    public int Length()
    {
        var length = Varint();
        return length <= (ulong)(bytes.Length - Position) ? (int)length
            : throw Malformed($"a length of {length} with {bytes.Length - Position} bytes left");
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > bytes.Length - Position)
        {
            throw Malformed($"{bytes.Length - Position} bytes where {length} are needed");
        }

        var taken = bytes.Slice(Position, length);
        Position += length;
        return taken;
    }

    private readonly OctavoException Malformed(string found) =>
        new(ErrorKind.MalformedModel, "The bytes do not hold what they announce.", $"{where}, byte {Position} of {bytes.Length}",
            found: found);
}
