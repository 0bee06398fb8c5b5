using System.Numerics;

namespace Octavo.Kernels;

/// <summary>A function of one integer; results wrap around.</summary>
internal interface IIntegerUnary
{
    T Apply<T>(T x)
        where T : unmanaged, IBinaryInteger<T>;
}
