using System.Buffers.Binary;

namespace Octavo.Fuzzing;

/// <summary>
/// Knows nothing of the format: bits, numbers at the edge of their type, runs that are cut out, doubled or taken from elsewhere.
/// </summary>
internal sealed class ByteMutator : IMutator
{
    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        if (bytes.Length == 0)
        {
            return donor.Length == 0 ? null : donor[..random.Below(donor.Length)];
        }

        var result = bytes.AsSpan().ToArray();
        var at = random.Below(result.Length);
        switch (random.Below(10))
        {
            case 0:
                result[at] ^= (byte)(1 << random.Below(8));
                return result;
            case 1:
                result[at] = (byte)random.Integer();
                return result;
            case 2 or 3 or 4:
                Write(result, at, random);
                return result;
            case 5:
                return result[..at];
            case 6:
                var removed = Math.Min(result.Length - at, 1 + random.Below(16));
                return [.. result[..at], .. result[(at + removed)..]];
            case 7:
                var doubled = Math.Min(result.Length - at, 1 + random.Below(64));
                return [.. result[..(at + doubled)], .. result[at..]];
            default:
                var start = random.Below(donor.Length);
                var length = Math.Min(donor.Length - start, 1 + random.Below(64));
                if (random.Chance(50))
                {
                    return [.. result[..at], .. donor[start..(start + length)], .. result[at..]];
                }

                length = Math.Min(length, result.Length - at);
                donor.AsSpan(start, length).CopyTo(result.AsSpan(at));
                return result;
        }
    }

    /// <summary>A number of 2, 4 or 8 bytes of either byte order, often where such a number would lie.</summary>
    private static void Write(byte[] bytes, int at, MutationRandom random)
    {
        var size = 1 << (1 + random.Below(3));
        if (random.Chance(80))
        {
            at &= ~(Math.Min(size, 4) - 1);
        }

        if (at + size > bytes.Length)
        {
            return;
        }

        Span<byte> number = stackalloc byte[8];
        if (size != 2 && random.Chance(15))
        {
            BinaryPrimitives.WriteInt64LittleEndian(number,
                size == 4 ? BitConverter.SingleToInt32Bits((float)random.Real()) : BitConverter.DoubleToInt64Bits(random.Real()));
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, random.Integer());
        }

        number = number[..size];
        if (random.Chance(30))
        {
            number.Reverse();
        }

        number.CopyTo(bytes.AsSpan(at));
    }
}
