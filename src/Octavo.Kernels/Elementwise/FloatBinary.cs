using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// Runs a function of two floats over arrays. Steps are 1, or 0 for a side whose first element stands for all; the destination may be one
/// of the sources. Every form gives the same bits.
/// </summary>
internal static unsafe class FloatBinary
{
    /// <summary>The widest form that this processor runs well, or the scalar one.</summary>
    public static void Run<TFunction>(
        TFunction function, float* left, int leftStep, float* right, int rightStep, float* destination, long count, KernelMode mode)
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

    /// <summary>One form; what is left behind whole registers is done by narrower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TFunction, TLanes>(
        TFunction function, float* left, int leftStep, float* right, int rightStep, float* destination, long count)
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
                TLanes.Store(function.Invoke(leftLanes, rightLanes), destination + i);
            }
        }

        // A register half as wide may be left, and then one of four; each in a method of its own, which the compiler inlines the function
        // into.
        if (TLanes.Count > 8 && count - i >= 8)
        {
            Run<TFunction, Lanes8>(function, left + (i * leftStep), leftStep, right + (i * rightStep), rightStep, destination + i,
                count - i);
            return;
        }

        if (TLanes.Count > 4 && count - i >= 4)
        {
            Run<TFunction, Lanes4>(function, left + (i * leftStep), leftStep, right + (i * rightStep), rightStep, destination + i,
                count - i);
            return;
        }

        for (; i < count; i++)
        {
            destination[i] = function.Invoke(new Lanes1(left[i * leftStep]), new Lanes1(right[i * rightStep])).Value;
        }
    }
}
