namespace Octavo.Operators;

/// <summary>Elements of 2 or 4 bits, packed with the lowest index in the lowest bits of a byte.</summary>
internal static unsafe class PackedElements
{
    public static byte Get(byte* packed, long index, int bits)
    {
        var perByte = 8 / bits;
        return (byte)((packed[index / perByte] >> ((int)(index % perByte) * bits)) & ((1 << bits) - 1));
    }

    public static void Set(byte* packed, long index, int bits, byte element)
    {
        var perByte = 8 / bits;
        var shift = (int)(index % perByte) * bits;
        ref var target = ref packed[index / perByte];
        target = (byte)((target & ~(((1 << bits) - 1) << shift)) | (element << shift));
    }

    /// <summary>The element as a signed number.</summary>
    public static int GetSigned(byte* packed, long index, int bits) => Get(packed, index, bits) << (32 - bits) >> (32 - bits);
}
