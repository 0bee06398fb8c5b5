using System.Buffers.Binary;

namespace Octavo.Fuzzing;

/// <summary>A protobuf message as its fields, by wire type alone: what parses as a message is one.</summary>
internal sealed class WireMessage
{
    private const int Deepest = 24;

    public List<WireField> Fields { get; } = [];

    /// <summary>Null where the bytes are no message.</summary>
    public static WireMessage? TryParse(ReadOnlySpan<byte> bytes, int depth = 0)
    {
        var message = new WireMessage();
        while (!bytes.IsEmpty)
        {
            if (!TryVarint(ref bytes, out var tag) || tag >> 3 is 0 or > 10_000
                || TryField((int)(tag >> 3), (int)(tag & 7), ref bytes, depth) is not { } field)
            {
                return null;
            }

            message.Fields.Add(field);
        }

        return message;
    }

    public byte[] ToBytes()
    {
        var result = new List<byte>();
        foreach (var field in Fields)
        {
            field.AppendTo(result);
        }

        return [.. result];
    }

    /// <summary>All fields below, each with the path of field numbers that leads to it.</summary>
    public IEnumerable<(WireMessage Owner, WireField Field, string Path)> Walk(string path = "")
    {
        foreach (var field in Fields)
        {
            var own = $"{path}.{field.Number}";
            yield return (this, field, own);
            foreach (var below in field.Message?.Walk(own) ?? [])
            {
                yield return below;
            }
        }
    }

    internal static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var at = 0; at < Math.Min(10, bytes.Length); at++)
        {
            value |= (ulong)(bytes[at] & 0x7F) << (7 * at);
            if (bytes[at] < 0x80)
            {
                bytes = bytes[(at + 1)..];
                return true;
            }
        }

        return false;
    }

    private static WireField? TryField(int number, int type, ref ReadOnlySpan<byte> bytes, int depth)
    {
        switch (type)
        {
            case 0 when TryVarint(ref bytes, out var value):
                return new WireField(number, type) { Number64 = value };
            case 1 when bytes.Length >= 8:
                var wide = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                bytes = bytes[8..];
                return new WireField(number, type) { Number64 = wide };
            case 5 when bytes.Length >= 4:
                var narrow = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
                bytes = bytes[4..];
                return new WireField(number, type) { Number64 = narrow };
            case 2 when TryVarint(ref bytes, out var length) && length <= (ulong)bytes.Length:
                var content = bytes[..(int)length].ToArray();
                bytes = bytes[(int)length..];
                return new WireField(number, type) { Bytes = content,
                    Message = content.Length == 0 || depth == Deepest ? null : TryParse(content, depth + 1) };
            default:
                return null;
        }
    }
}
