namespace Octavo.Kernels;

/// <summary>
/// Some float32 values that are computed side by side. A function written once over lanes gives the same bits for each width, since every
/// member rounds each lane as IEEE 754 demands. Masks are lanes with all bits set (true) or none (false).
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Values side by side: 1, 4, 8 or 16.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(float* source);

    static abstract void Store(TSelf value, float* destination);

    static abstract TSelf Of(float value);

    /// <summary>The float whose bits are those of the integer, in every lane.</summary>
    static abstract TSelf OfBits(int bits);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator |(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>left x right + addend, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Floor(TSelf value);

    static abstract TSelf Ceiling(TSelf value);

    /// <summary>Nearest integer, half to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Mask of left &lt; right; false where one is NaN.</summary>
    static abstract TSelf Less(TSelf left, TSelf right);

    /// <summary>Mask of left &lt;= right; false where one is NaN.</summary>
    static abstract TSelf LessOrEqual(TSelf left, TSelf right);

    /// <summary>Mask of left = right; false where one is NaN.</summary>
    static abstract TSelf Same(TSelf left, TSelf right);

    /// <summary>Bits of <paramref name="whenTrue"/> where the mask is set, of <paramref name="whenFalse"/> elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Left where left &lt; right, otherwise right; so right where one is NaN.</summary>
    static abstract TSelf Lesser(TSelf left, TSelf right);

    /// <summary>Left where right &lt; left, otherwise right; so right where one is NaN.</summary>
    static abstract TSelf Greater(TSelf left, TSelf right);

    static abstract bool Any(TSelf mask);

    /// <summary>Adds bit patterns as int32, wrapping around.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>Subtracts bit patterns as int32, wrapping around.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    /// <summary>Multiplies bit patterns as int32, wrapping around.</summary>
    static abstract TSelf MultiplyBits(TSelf left, TSelf right);

    static abstract TSelf ShiftBitsLeft(TSelf value, int count);

    /// <summary>Shifts bit patterns as int32, keeping their sign.</summary>
    static abstract TSelf ShiftBitsRight(TSelf value, int count);

    /// <summary>The bit pattern, read as int32, as a float rounded half to even.</summary>
    static abstract TSelf BitsToFloat(TSelf value);

    /// <summary>The bit pattern of the int32 next to a value within its range, towards zero.</summary>
    static abstract TSelf TruncateToBits(TSelf value);

    /// <summary>Writes the low byte of each bit pattern.</summary>
    static abstract void StoreLowBytes(TSelf value, sbyte* destination);

    /// <summary>Writes one byte per lane: 1 where the mask is set, else 0.</summary>
    static abstract void StoreMask(TSelf mask, byte* destination);
}
