using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

// Written once for every width. A value that isn't a number loses each comparison.
public static unsafe partial class Int8RowQuantizer
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FindRange<TLanes, TVector>(float* values, int count, float* range)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
    {
        var minimum0 = TLanes.Create(0);
        var maximum0 = minimum0;
        var minimum1 = minimum0;
        var maximum1 = minimum0;
        var i = 0;
        for (; i + (2 * TLanes.Count) <= count; i += 2 * TLanes.Count)
        {
            var value0 = TLanes.Load(values + i);
            var value1 = TLanes.Load(values + i + TLanes.Count);
            minimum0 = TLanes.Select(TLanes.LessThan(value0, minimum0), value0, minimum0);
            maximum0 = TLanes.Select(TLanes.LessThan(maximum0, value0), value0, maximum0);
            minimum1 = TLanes.Select(TLanes.LessThan(value1, minimum1), value1, minimum1);
            maximum1 = TLanes.Select(TLanes.LessThan(maximum1, value1), value1, maximum1);
        }

        var lanes = stackalloc float[4 * TLanes.Count];
        TLanes.Store(lanes, minimum0);
        TLanes.Store(lanes + TLanes.Count, minimum1);
        TLanes.Store(lanes + (2 * TLanes.Count), maximum0);
        TLanes.Store(lanes + (3 * TLanes.Count), maximum1);
        var (lowest, highest) = (0f, 0f);
        for (var lane = 0; lane < 2 * TLanes.Count; lane++)
        {
            lowest = lanes[lane] < lowest ? lanes[lane] : lowest;
            highest = lanes[(2 * TLanes.Count) + lane] > highest ? lanes[(2 * TLanes.Count) + lane] : highest;
        }

        for (; i < count; i++)
        {
            lowest = values[i] < lowest ? values[i] : lowest;
            highest = values[i] > highest ? values[i] : highest;
        }

        (range[0], range[1]) = (lowest, highest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Quantize<TLanes, TVector>(float* values, int count, float inverse, float minimum, float maximum, int zeroPoint, sbyte* quantized)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
    {
        var i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
        {
            TLanes.StoreInt8(quantized + i, Code<TLanes, TVector>(TLanes.Load(values + i), inverse, minimum, maximum, zeroPoint));
        }

        for (; i < count; i++)
        {
            FloatLanes1.StoreInt8(quantized + i, Code<FloatLanes1, float>(values[i], inverse, minimum, maximum, zeroPoint));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Code<TLanes, TVector>(TVector value, float inverse, float minimum, float maximum, int zeroPoint)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
    {
        value = TLanes.Multiply(value, TLanes.Create(inverse));
        var half = TLanes.Select(TLanes.LessThan(value, TLanes.Create(0)), TLanes.Create(-0.5f), TLanes.Create(0.5f));
        value = TLanes.Add(value, half);
        value = TLanes.Select(TLanes.LessThan(TLanes.Create(minimum), value), value, TLanes.Create(minimum));
        value = TLanes.Select(TLanes.LessThan(value, TLanes.Create(maximum)), value, TLanes.Create(maximum));
        return TLanes.AddInt(TLanes.TruncateToInt(value), TLanes.CreateInt(zeroPoint));
    }
}
