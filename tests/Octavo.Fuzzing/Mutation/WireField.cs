using System.Buffers.Binary;

namespace Octavo.Fuzzing;

/// <summary>One field of a <see cref="WireMessage"/>: a number, or bytes that may be a message.</summary>
internal sealed class WireField(int number, int type)
{
    public int Number { get; } = number;

    public int Type { get; } = type;

    public ulong Number64 { get; set; }

    public byte[] Bytes { get; set; } = [];

    /// <summary>The bytes as a message, which is what is written; null for texts and packed numbers.</summary>
    public WireMessage? Message { get; set; }

    public WireField Copy() => new(Number, Type) { Number64 = Number64, Bytes = Content() };

    public byte[] Content() => Message?.ToBytes() ?? Bytes;

    public void AppendTo(List<byte> target)
    {
        AppendVarint(target, ((ulong)Number << 3) | (uint)Type);
        if (Type == 2)
        {
            var content = Content();
            AppendVarint(target, (ulong)content.Length);
            target.AddRange(content);
        }
        else if (Type == 0)
        {
            AppendVarint(target, Number64);
        }
        else
        {
            Span<byte> fixedSize = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(fixedSize, Number64);
            target.AddRange(fixedSize[..(Type == 1 ? 8 : 4)]);
        }
    }

    private static void AppendVarint(List<byte> target, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target.Add((byte)(value | 0x80));
        }

        target.Add((byte)value);
    }
}
