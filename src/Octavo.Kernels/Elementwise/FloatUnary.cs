using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>Runs a function of one float over arrays. Source and destination may be the same; every form gives the same bits.</summary>
internal static unsafe class FloatUnary
{
    /// <summary>The widest form that this processor runs well, or the scalar one.</summary>
    public static void Run<TFunction>(TFunction function, float* source, float* destination, long count, KernelMode mode)
        where TFunction : struct, IFloatUnary
    {
        if (mode == KernelMode.Reference)
        {
            Run<TFunction, Lanes1>(function, source, destination, count);
        }
        else if (ProcessorFeatures.HasVector512)
        {
            Run<TFunction, Lanes16>(function, source, destination, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TFunction, Lanes8>(function, source, destination, count);
        }
        else
        {
            Run<TFunction, Lanes4>(function, source, destination, count);
        }
    }

    /// <summary>One form; what is left behind whole registers is done by narrower ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TFunction, TLanes>(TFunction function, float* source, float* destination, long count)
        where TFunction : struct, IFloatUnary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        long i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(function.Invoke(TLanes.Load(source + i)), destination + i);
        }

        // A register half as wide may be left, and then one of four; each in a method of its own, which the compiler inlines the function
        // into.
        if (TLanes.Count > 8 && count - i >= 8)
        {
            Run<TFunction, Lanes8>(function, source + i, destination + i, count - i);
            return;
        }

        if (TLanes.Count > 4 && count - i >= 4)
        {
            Run<TFunction, Lanes4>(function, source + i, destination + i, count - i);
            return;
        }

        for (; i < count; i++)
        {
            destination[i] = function.Invoke(new Lanes1(source[i])).Value;
        }
    }
}
