using System.Buffers.Binary;
using System.Numerics;

namespace Octavo.Fuzzing;

/// <summary>
/// Changes the entries of a checkpoint's index (one block behind another, each with a checksum) and gives the first block its right
/// checksum.
/// </summary>
internal sealed class CheckpointMutator : IMutator
{
    private const int FooterLength = 48;
    private const int TrailerLength = 5;
    private const uint MaskDelta = 0xA282EAD8;

    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        if (bytes.Length <= FooterLength + TrailerLength)
        {
            return null;
        }

        ReadOnlySpan<byte> footer = bytes.AsSpan(bytes.Length - FooterLength);
        if (!WireMessage.TryVarint(ref footer, out var meta) || meta <= TrailerLength || meta > (ulong)(bytes.Length - FooterLength))
        {
            return null;
        }

        var content = bytes[..((int)meta - TrailerLength)];
        var changed = new ByteMutator().Apply(content, donor, random);
        if (changed is null || changed.Length != content.Length)
        {
            changed = content;
            changed[random.Below(changed.Length)] = (byte)random.Integer();
        }

        byte[] result = [.. changed, .. bytes[content.Length..]];
        var crc = Checksum(result.AsSpan(0, content.Length + 1));
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(content.Length + 1), BitOperations.RotateRight(crc, 15) + MaskDelta);
        return result;
    }

    /// <summary>CRC-32C, bit by bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
