namespace Octavo.Kernels;

/// <summary>
/// What a family that is written once, for every width, may do with a register of float32 lanes. Each member is one operation of the processor
/// with one rounding, the same in every width; bits are reinterpreted as int32 where a name says so. A comparison gives all bits or none.
/// </summary>
internal unsafe interface IFloatLanes<TVector>
    where TVector : unmanaged
{
    static abstract int Count { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(float* target, TVector value);

    static abstract TVector Create(float value);

    static abstract TVector CreateInt(int value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>left x right + addend, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Sqrt(TVector value);

    static abstract TVector Floor(TVector value);

    static abstract TVector Ceiling(TVector value);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract TVector Round(TVector value);

    static abstract TVector LessThan(TVector left, TVector right);

    static abstract TVector LessThanOrEqual(TVector left, TVector right);

    static abstract TVector Equal(TVector left, TVector right);

    /// <summary>Lane by lane: chosen where the mask's bits are set, otherwise the other.</summary>
    static abstract TVector Select(TVector mask, TVector chosen, TVector otherwise);

    static abstract TVector And(TVector left, TVector right);

    static abstract TVector Or(TVector left, TVector right);

    static abstract TVector Xor(TVector left, TVector right);

    static abstract TVector AddInt(TVector left, TVector right);

    static abstract TVector SubtractInt(TVector left, TVector right);

    static abstract TVector MultiplyInt(TVector left, TVector right);

    static abstract TVector ShiftLeft(TVector value, int count);

    static abstract TVector ShiftRight(TVector value, int count);

    static abstract TVector ShiftRightArithmetic(TVector value, int count);

    /// <summary>The int32 nearest to a value within its range, ties to even.</summary>
    static abstract TVector RoundToInt(TVector value);

    /// <summary>The int32 next to a value within its range, towards zero.</summary>
    static abstract TVector TruncateToInt(TVector value);

    static abstract TVector IntToFloat(TVector value);

    /// <summary>Stores the low byte of each int32 lane; the values fit.</summary>
    static abstract void StoreInt8(sbyte* target, TVector value);
}
