using System.Numerics;
using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>Runs a function of two integers over arrays. Steps are 1, or 0 for a side whose first element stands for all.</summary>
internal static unsafe class IntegerBinary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TFunction>(
        TFunction function, T* left, int leftStep, T* right, int rightStep, T* destination, long count, KernelMode mode)
        where T : unmanaged, IBinaryInteger<T>
        where TFunction : struct, IIntegerBinary
    {
        long i = 0;
        if (function.HasVectorForm && mode == KernelMode.Fastest && count >= Vector<T>.Count)
        {
            var constantLeft = Vector.Create(*left);
            var constantRight = Vector.Create(*right);
            for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            {
                var leftLanes = leftStep == 0 ? constantLeft : Vector.Load(left + i);
                var rightLanes = rightStep == 0 ? constantRight : Vector.Load(right + i);
                function.Apply(leftLanes, rightLanes).Store(destination + i);
            }
        }

        for (; i < count; i++)
        {
            destination[i] = function.Apply(left[i * leftStep], right[i * rightStep]);
        }
    }
}
