using System.Numerics;

namespace Octavo.Kernels;

/// <summary>A function of two integers; results wrap around.</summary>
internal interface IIntegerBinary
{
    /// <summary>Whether the vector form is there; the scalar form always is.</summary>
    bool HasVectorForm { get; }

    T Apply<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>;

    Vector<T> Apply<T>(Vector<T> left, Vector<T> right)
        where T : unmanaged, IBinaryInteger<T>;
}
