using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// A word as ids: of '^' + word + '$' every three consecutive characters (code points) as UTF-8 give 1 + CRC-32 mod buckets; zeros fill up
/// to the length, ids beyond it are left out. Output int32 [1, length].
/// </summary>
internal sealed class HashedTrigrams(int buckets, int length, ImmutableArray<string> classes) : IPreprocessing
{
    public ImmutableArray<string> Classes => classes;

    public Tensor Apply(Tensor input)
    {
        if (input.ElementType != ElementType.String || input.ElementCount != 1)
        {
            throw new OctavoException(ErrorKind.InvalidData, "Hashed trigrams are made of words.", expected: "one string",
                found: $"{input}");
        }

        var runes = $"^{Encoding.UTF8.GetString(input.Strings[0].Span)}$".EnumerateRunes().ToArray();
        var ids = new byte[4 * length];
        Span<byte> bytes = stackalloc byte[12];
        for (var start = 0; start + 2 < runes.Length && start < length; start++)
        {
            var count = 0;
            for (var index = start; index < start + 3; index++)
            {
                count += runes[index].EncodeToUtf8(bytes[count..]);
            }

            BinaryPrimitives.WriteInt32LittleEndian(ids.AsSpan(4 * start), 1 + (int)(Crc32.Of(bytes[..count]) % (uint)buckets));
        }

        return new Tensor(ElementType.Int32, new Shape(1, length), ids);
    }
}
