using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// Asks a question about two floats over arrays, giving a byte each: 1 for yes, 0 for no. Steps are 1, or 0 for a side whose first element
/// stands for all. Every form gives the same bits.
/// </summary>
internal static unsafe class FloatComparison
{
    /// <summary>The widest form that this processor runs well, or the scalar one.</summary>
    public static void Run<TFunction>(
        TFunction function, float* left, int leftStep, float* right, int rightStep, byte* destination, long count, KernelMode mode)
        where TFunction : struct, IFloatBinary
    {
        if (mode == KernelMode.Reference)
        {
            Run<TFunction, Lanes1>(function, left, leftStep, right, rightStep, destination, count);
        }
        else if (ProcessorFeatures.HasVector512)
        {
            Run<TFunction, Lanes16>(function, left, leftStep, right, rightStep, destination, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TFunction, Lanes8>(function, left, leftStep, right, rightStep, destination, count);
        }
        else
        {
            Run<TFunction, Lanes4>(function, left, leftStep, right, rightStep, destination, count);
        }
    }

    /// <summary>One form; the tail is done by the scalar one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TFunction, TLanes>(
        TFunction function, float* left, int leftStep, float* right, int rightStep, byte* destination, long count)
        where TFunction : struct, IFloatBinary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        long i = 0;
        if (count >= TLanes.Count)
        {
            var constantLeft = TLanes.Of(*left);
            var constantRight = TLanes.Of(*right);
            for (; i <= count - TLanes.Count; i += TLanes.Count)
            {
                var leftLanes = leftStep == 0 ? constantLeft : TLanes.Load(left + i);
                var rightLanes = rightStep == 0 ? constantRight : TLanes.Load(right + i);
                TLanes.StoreMask(function.Invoke(leftLanes, rightLanes), destination + i);
            }
        }

        for (; i < count; i++)
        {
            Lanes1.StoreMask(function.Invoke(new Lanes1(left[i * leftStep]), new Lanes1(right[i * rightStep])), destination + i);
        }
    }
}
