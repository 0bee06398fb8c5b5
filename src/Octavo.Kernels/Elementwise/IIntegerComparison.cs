using System.Numerics;

namespace Octavo.Kernels;

/// <summary>A question about two integers.</summary>
internal interface IIntegerComparison
{
    bool Holds<T>(T left, T right)
        where T : unmanaged, IBinaryInteger<T>;
}
