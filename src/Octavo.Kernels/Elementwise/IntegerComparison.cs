using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Asks a question about two integers over arrays, giving a byte each: 1 for yes, 0 for no. Steps are 1, or 0 for a side whose first
/// element stands for all.
/// </summary>
internal static unsafe class IntegerComparison
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TFunction>(TFunction function, T* left, int leftStep, T* right, int rightStep, byte* destination, long count)
        where T : unmanaged, IBinaryInteger<T>
        where TFunction : struct, IIntegerComparison
    {
        for (long i = 0; i < count; i++)
        {
            destination[i] = function.Holds(left[i * leftStep], right[i * rightStep]) ? (byte)1 : (byte)0;
        }
    }
}
