using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>Runs a function of one float over arrays. Source and destination may be the same; every form gives the same bits.</summary>
public static unsafe class FloatUnary
{
    /// <summary>The widest form that this processor runs well, or the scalar one.</summary>
    public static void Run<TFunction>(TFunction function, float* source, float* destination, long count, KernelMode mode)
        where TFunction : struct, IFloatUnary
    {
        if (mode == KernelMode.Reference)
        {
            Run<TFunction, Lanes1>(function, source, destination, count);
        }
        else if (Vector512.IsHardwareAccelerated)
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

    /// <summary>One form; the tail is done by the scalar one.</summary>
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

        for (; i < count; i++)
        {
            destination[i] = function.Invoke(new Lanes1(source[i])).Value;
        }
    }
}
