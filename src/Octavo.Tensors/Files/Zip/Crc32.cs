using System.Buffers.Binary;

namespace Octavo.Tensors;

/// <summary>
/// The CRC-32 of zip, gzip and PNG (reflected polynomial 0xEDB88320, initial and final complement), for data that comes in pieces:
/// <c>crc = Crc32.Append(crc, piece)</c> starting from 0. Source: ITU-T V.42, section 8.1.1.6.2.
/// </summary>
internal static class Crc32
{
    private const int Slices = 8;
    private static readonly uint[] Table = CreateTable();

    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The check sum of what <paramref name="crc"/> already covers followed by <paramref name="bytes"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        var state = ~crc;
        while (bytes.Length >= Slices)
        {
            // Eight bytes a step: each byte's table advances it by the number of bytes that follow it in the step.
            var low = state ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = table[(7 * 256) + (int)(low & 255)] ^ table[(6 * 256) + (int)((low >> 8) & 255)]
                ^ table[(5 * 256) + (int)((low >> 16) & 255)] ^ table[(4 * 256) + (int)(low >> 24)]
                ^ table[(3 * 256) + (int)(high & 255)] ^ table[(2 * 256) + (int)((high >> 8) & 255)]
                ^ table[256 + (int)((high >> 16) & 255)] ^ table[(int)(high >> 24)];
            bytes = bytes[Slices..];
        }

        foreach (var value in bytes)
        {
            state = (state >> 8) ^ table[(int)((state ^ value) & 255)];
        }

        return ~state;
    }

    private static uint[] CreateTable()
    {
        var table = new uint[Slices * 256];
        for (uint index = 0; index < 256; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
            }

            table[index] = value;
        }

        for (var index = 256; index < table.Length; index++)
        {
            var previous = table[index - 256];
            table[index] = (previous >> 8) ^ table[(int)(previous & 255)];
        }

        return table;
    }
}
