using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Octavo.FlatBuffers.Tests;

/// <summary>Reads a map of FlexBuffers by the rules of the format, whatever the widths of its elements are.</summary>
internal static class FlexBufferText
{
    /// <summary>Name and value of each member, in the order of the buffer.</summary>
    public static IReadOnlyList<string> Members(byte[] buffer)
    {
        var (rootWidth, type) = (buffer[^1], buffer[^2]);
        var root = buffer.Length - 2 - rootWidth;
        Assert.Equal(9, type >> 2);
        var (map, width) = (root - (int)Unsigned(buffer, root, rootWidth), 1 << (type & 3));
        var keys = map - (3 * width) - (int)Unsigned(buffer, map - (3 * width), width);
        var keyWidth = (int)Unsigned(buffer, map - (2 * width), width);
        var count = (int)Unsigned(buffer, map - width, width);
        Assert.Equal(count, (int)Unsigned(buffer, keys - keyWidth, keyWidth));
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            var key = keys + (index * keyWidth);
            return $"{Terminated(buffer, key - (int)Unsigned(buffer, key, keyWidth))} "
                + $"{Value(buffer, map + (index * width), width, buffer[map + (count * width) + index])}";
        })];
    }

    private static string Value(byte[] buffer, int at, int width, byte type)
    {
        var (kind, inner) = (type >> 2, 1 << (type & 3));
        var target = at - (int)Unsigned(buffer, at, width);
        return kind switch
        {
            1 => $"{Signed(buffer, at, width)}",
            3 => Real(buffer, at, width).ToString(CultureInfo.InvariantCulture),
            5 => Encoding.UTF8.GetString(buffer, target, (int)Unsigned(buffer, target - inner, inner)),
            10 => List(buffer, target, inner, index => buffer[target + ((int)Unsigned(buffer, target - inner, inner) * inner) + index]),
            11 => List(buffer, target, inner, _ => (byte)((1 << 2) | (type & 3))),
            13 => List(buffer, target, inner, _ => (byte)((3 << 2) | (type & 3))),
            26 => $"{Unsigned(buffer, at, width) != 0}",
            _ => throw new ArgumentOutOfRangeException(nameof(type), kind, "Not a kind that maps of options have."),
        };
    }

    private static string List(byte[] buffer, int target, int width, Func<int, byte> type)
    {
        var places = Enumerable.Range(0, (int)Unsigned(buffer, target - width, width));
        return $"[{string.Join(", ", places.Select(index => Value(buffer, target + (index * width), width, type(index))))}]";
    }

    private static string Terminated(byte[] buffer, int at) => Encoding.UTF8.GetString(buffer, at, Array.IndexOf(buffer, (byte)0, at) - at);

    private static ulong Unsigned(byte[] buffer, int at, int width) => width switch
    {
        1 => buffer[at],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(at)),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(at)),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(at)),
    };

    private static long Signed(byte[] buffer, int at, int width) =>
        (long)(Unsigned(buffer, at, width) << (64 - (8 * width))) >> (64 - (8 * width));

    private static double Real(byte[] buffer, int at, int width) =>
        width == 4 ? BitConverter.ToSingle(buffer, at) : BitConverter.ToDouble(buffer, at);
}
