namespace Octavo.Kernels;

/// <summary>Vectors of int32 that are loaded from signed bytes.</summary>
internal unsafe interface IByteLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Lanes of a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Create(int value);

    /// <summary>Widens as many bytes as there are lanes.</summary>
    static abstract TVector Load(sbyte* source);

    /// <summary>sum + (left - offset) x right.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector offset, TVector right, TVector sum);

    static abstract void Store(TVector value, int* destination);
}
