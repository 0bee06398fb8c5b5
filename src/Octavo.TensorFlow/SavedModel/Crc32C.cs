using System.Buffers.Binary;
using System.Numerics;

namespace Octavo.TensorFlow;

/// <summary>CRC-32 with Castagnoli's polynomial, as in iSCSI. Source: RFC 3720, appendix B.4; the mask: LevelDB's log format.</summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xa282ead8;

    public static uint Compute(ReadOnlySpan<byte> bytes) => Extend(0, bytes);

    /// <summary>The checksum of the bytes that gave <paramref name="crc"/>, followed by <paramref name="bytes"/>.</summary>
    public static uint Extend(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    /// <summary>The form in which files store a checksum, so that a checksum of checksums stays a good one.</summary>
    public static uint Mask(uint crc) => BitOperations.RotateRight(crc, 15) + MaskDelta;
}
