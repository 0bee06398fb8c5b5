using System.Buffers.Binary;
using System.Text;

namespace Octavo.Fuzzing;

/// <summary>Changes a token of an .npy file's header, keeping its length field right, or bytes of its elements.</summary>
internal sealed class NpyMutator : IMutator
{
    private const int HeaderStart = 10;

    private static readonly string[] Types =
        ["'<f4'", "'<f8'", "'<f2'", "'|u1'", "'|i1'", "'<i8'", "'>i4'", "'|b1'", "'|S3'", "'<U4'", "'|O'", "'<c8'", "'|V2'", "'<M8[s]'"];
    private static readonly string[] Shapes = ["()", "(0,)", "(1,)", "(2, 3)", "(4294967296, 4294967296)", "(2147483647,)",
        "(1, 0, 99999999)", "(-1,)", "(3, 1,)", "(1000000000,)"];

    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        var length = bytes.Length < HeaderStart ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        if (length == 0 || HeaderStart + length > bytes.Length || random.Chance(30))
        {
            return new ByteMutator().Apply(bytes, donor, random);
        }

        var header = Encoding.Latin1.GetString(bytes, HeaderStart, length);
        var changed = random.Below(4) switch
        {
            0 => Replace(header, "'descr': ", ",", random.Of(Types)),
            1 => Replace(header, "'shape': ", ")", random.Of(Shapes)),
            2 => header.Contains("False", StringComparison.Ordinal) ? header.Replace("False", "True", StringComparison.Ordinal)
                : header.Replace("True", "False", StringComparison.Ordinal),
            _ => Encoding.UTF8.GetString(new TextMutator().Apply(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(header), random)
                ?? []),
        };
        var text = Encoding.Latin1.GetBytes(changed);
        var result = (byte[])[.. bytes[..HeaderStart], .. text, .. bytes[(HeaderStart + length)..]];
        BinaryPrimitives.WriteUInt16LittleEndian(result.AsSpan(8), (ushort)text.Length);
        return result;
    }

    private static string Replace(string header, string before, string until, string value)
    {
        var start = header.IndexOf(before, StringComparison.Ordinal);
        var end = start < 0 ? -1 : header.IndexOf(until, start, StringComparison.Ordinal);
        return end < 0 ? header : header[..(start + before.Length)] + value + header[(until == ")" ? end + 1 : end)..];
    }
}
