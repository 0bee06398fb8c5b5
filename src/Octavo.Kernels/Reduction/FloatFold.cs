using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// Folds a run of floats to one value, in an order that the count alone fixes: partial j of 32 takes elements j, j + 32, ... in order, each
/// as partial = fold(map(x), partial); then partials j and j + 16 are folded, and so on by halves. Every form gives the same bits.
/// </summary>
internal static unsafe class FloatFold
{
    /// <summary>The number of partial results.</summary>
    public const int Partials = 32;

    /// <param name="start">What each partial starts from; the result for no elements.</param>
    public static float Run<TMap, TFold>(TMap map, TFold fold, float start, float* source, long count, KernelMode mode)
        where TMap : struct, IFloatUnary
        where TFold : struct, IFloatBinary =>
        mode == KernelMode.Reference ? Run<TMap, TFold, Lanes1>(map, fold, start, source, count)
        : ProcessorFeatures.HasVector512 ? Run<TMap, TFold, Lanes16>(map, fold, start, source, count)
        : Vector256.IsHardwareAccelerated ? Run<TMap, TFold, Lanes8>(map, fold, start, source, count)
        : Run<TMap, TFold, Lanes4>(map, fold, start, source, count);

    /// <summary>One form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Run<TMap, TFold, TLanes>(TMap map, TFold fold, float start, float* source, long count)
        where TMap : struct, IFloatUnary
        where TFold : struct, IFloatBinary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var partials = stackalloc float[Partials];
        for (var lane = 0; lane < Partials; lane++)
        {
            partials[lane] = start;
        }

        long i = 0;
        if (TLanes.Count == 16)
        {
            var first = TLanes.Of(start);
            var second = first;
            for (; i <= count - Partials; i += Partials)
            {
                first = fold.Invoke(map.Invoke(TLanes.Load(source + i)), first);
                second = fold.Invoke(map.Invoke(TLanes.Load(source + i + 16)), second);
            }

            TLanes.Store(first, partials);
            TLanes.Store(second, partials + 16);
        }
        else
        {
            for (; i <= count - Partials; i += Partials)
            {
                for (var lane = 0; lane < Partials; lane += TLanes.Count)
                {
                    TLanes.Store(fold.Invoke(map.Invoke(TLanes.Load(source + i + lane)), TLanes.Load(partials + lane)), partials + lane);
                }
            }
        }

        for (var lane = 0; i < count; i++, lane++)
        {
            partials[lane] = fold.Invoke(map.Invoke(new Lanes1(source[i])), new Lanes1(partials[lane])).Value;
        }

        Halve<TFold, TLanes>(fold, partials, 16);
        if (TLanes.Count >= 8)
        {
            Halve<TFold, Lanes8>(fold, partials, 8);
            Halve<TFold, Lanes4>(fold, partials, 4);
        }
        else
        {
            Halve<TFold, TLanes>(fold, partials, 8);
            Halve<TFold, TLanes>(fold, partials, 4);
        }

        Halve<TFold, Lanes1>(fold, partials, 2);
        Halve<TFold, Lanes1>(fold, partials, 1);
        return partials[0];
    }

    /// <summary>Folds the upper half of 2 x half partials into the lower one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halve<TFold, TLanes>(TFold fold, float* partials, int half)
        where TFold : struct, IFloatBinary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var lane = 0; lane < half; lane += TLanes.Count)
        {
            TLanes.Store(fold.Invoke(TLanes.Load(partials + lane + half), TLanes.Load(partials + lane)), partials + lane);
        }
    }
}
