using System.Numerics;
using System.Runtime.InteropServices;

namespace Octavo.Benchmarks;

/// <summary>The checksum of checkpoints. Source: RFC 3720, appendix B.4; the mask: LevelDB's log format.</summary>
internal struct Crc32C()
{
    private uint state = ~0u;

    /// <summary>The form in which files store it.</summary>
    public readonly uint Masked => BitOperations.RotateRight(~state, 15) + 0xa282ead8;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            state = BitOperations.Crc32C(state, word);
        }

        foreach (var rest in bytes[(bytes.Length / sizeof(ulong) * sizeof(ulong))..])
        {
            state = BitOperations.Crc32C(state, rest);
        }
    }
}
