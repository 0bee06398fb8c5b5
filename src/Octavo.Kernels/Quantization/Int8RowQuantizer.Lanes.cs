using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

// Written once for every width. A value that isn't a number loses each comparison.
internal static unsafe partial class Int8RowQuantizer
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FindRange<TLanes>(float* values, int count, float* range)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var minimum0 = TLanes.Of(0);
        var maximum0 = minimum0;
        var minimum1 = minimum0;
        var maximum1 = minimum0;
        var i = 0;
        for (; i + (2 * TLanes.Count) <= count; i += 2 * TLanes.Count)
        {
            var value0 = TLanes.Load(values + i);
            var value1 = TLanes.Load(values + i + TLanes.Count);
            minimum0 = TLanes.Lesser(value0, minimum0);
            maximum0 = TLanes.Greater(value0, maximum0);
            minimum1 = TLanes.Lesser(value1, minimum1);
            maximum1 = TLanes.Greater(value1, maximum1);
        }

        if (count >= TLanes.Count)
        {
            // Whole registers up to the end: values that were seen before change nothing.
            for (; i < count; i += TLanes.Count)
            {
                var value = TLanes.Load(values + Math.Min(i, count - TLanes.Count));
                minimum0 = TLanes.Lesser(value, minimum0);
                maximum0 = TLanes.Greater(value, maximum0);
            }
        }

        // The greatest is the least of the negated lanes.
        const int widest = 16;
        var lanes = stackalloc float[2 * widest];
        TLanes.Store(TLanes.Lesser(minimum1, minimum0), lanes);
        TLanes.Store(TLanes.Of(0) - TLanes.Greater(maximum1, maximum0), lanes + widest);
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
    internal static void Quantize<TLanes>(
        float* values, int count, float inverse, float minimum, float maximum, int zeroPoint, sbyte* quantized)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // What all codes have in common is made once: the compiler does not move it out of the loop.
        var (factor, least, greatest, offset) = (TLanes.Of(inverse), TLanes.Of(minimum), TLanes.Of(maximum), TLanes.OfBits(zeroPoint));
        var (half, sign) = (TLanes.Of(0.5f), TLanes.OfBits(int.MinValue));
        if (count < TLanes.Count)
        {
            Quantize<Lanes1>(values, count, inverse, minimum, maximum, zeroPoint, quantized);
            return;
        }

        // Whole registers up to the end: the last one writes some codes again, the same ones.
        for (var i = 0; i < count; i += TLanes.Count)
        {
            var at = Math.Min(i, count - TLanes.Count);

            // Away from zero by half, within the range, towards zero.
            var value = TLanes.Load(values + at) * factor;
            value += half | (value & sign);
            value = TLanes.Lesser(TLanes.Greater(value, least), greatest);
            TLanes.StoreLowBytes(TLanes.AddBits(TLanes.TruncateToBits(value), offset), quantized + at);
        }
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
