using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

// Written once for every width. A value that isn't a number loses each comparison.
internal static unsafe partial class Int8RowQuantizer
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

        if (count >= TLanes.Count)
        {
            // Whole registers up to the end: values that were seen before change nothing.
            for (; i < count; i += TLanes.Count)
            {
                var value = TLanes.Load(values + Math.Min(i, count - TLanes.Count));
                minimum0 = TLanes.Select(TLanes.LessThan(value, minimum0), value, minimum0);
                maximum0 = TLanes.Select(TLanes.LessThan(maximum0, value), value, maximum0);
            }
        }

        // The greatest is the least of the negated lanes.
        const int widest = 16;
        var lanes = stackalloc float[2 * widest];
        TLanes.Store(lanes, TLanes.Select(TLanes.LessThan(minimum1, minimum0), minimum1, minimum0));
        TLanes.Store(lanes + widest, TLanes.Subtract(TLanes.Create(0), TLanes.Select(TLanes.LessThan(maximum0, maximum1), maximum1, maximum0)));
        var lowest = Least(lanes, TLanes.Count);
        var highest = 0 - Least(lanes + widest, TLanes.Count);
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

        if (i < count && count >= TLanes.Count)
        {
            // The last whole register once more writes some codes again, the same ones.
            i = count - TLanes.Count;
            TLanes.StoreInt8(quantized + i, Code<TLanes, TVector>(TLanes.Load(values + i), inverse, minimum, maximum, zeroPoint));
            return;
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

    /// <summary>The least of 1, 4, 8 or 16 lanes, which are overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Least(float* lanes, int count)
    {
        if (count > 4)
        {
            var least = Vector128.Load(lanes);
            for (var lane = 4; lane < count; lane += 4)
            {
                var other = Vector128.Load(lanes + lane);
                least = Vector128.ConditionalSelect(Vector128.LessThan(other, least), other, least);
            }

            least.Store(lanes);
            count = 4;
        }

        var result = lanes[0];
        for (var lane = 1; lane < count; lane++)
        {
            result = lanes[lane] < result ? lanes[lane] : result;
        }

        return result;
    }
}
