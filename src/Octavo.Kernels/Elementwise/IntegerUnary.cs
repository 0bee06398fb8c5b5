using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>Runs a function of one integer over arrays.</summary>
internal static unsafe class IntegerUnary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TFunction>(TFunction function, T* source, T* destination, long count)
        where T : unmanaged, IBinaryInteger<T>
        where TFunction : struct, IIntegerUnary
    {
        for (long i = 0; i < count; i++)
        {
            destination[i] = function.Apply(source[i]);
        }
    }
}
