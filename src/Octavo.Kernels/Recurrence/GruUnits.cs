using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// The elementwise half of a gated recurrent unit, over a row of units whose gates hold their sums already; one rounding an operation. Written once
/// over lanes: every form gives the same bits. Formulas: docs/numerics.md, "Gated recurrent units".
/// </summary>
public static unsafe class GruUnits
{
    /// <summary>update = logistic(input[update] + recurrent[update]), scaled = logistic(input[reset] + recurrent[reset]) x factor.</summary>
    /// <param name="input">[2 x units], update gate first; null where <paramref name="recurrent"/> holds the whole sums.</param>
    /// <param name="recurrent">[2 x units], update gate first.</param>
    /// <param name="factor">[units], what the reset gate scales.</param>
    /// <param name="update">[units]; may be the first row of <paramref name="recurrent"/>.</param>
    /// <param name="scaled">[units]; may be the second row of <paramref name="recurrent"/>, or <paramref name="factor"/>.</param>
    public static void Gates(float* input, float* recurrent, float* factor, int units, float* update, float* scaled, KernelMode mode)
    {
        var index = 0;
        if (mode == KernelMode.Fastest)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Gates<Lanes16>(input, recurrent, factor, units, update, scaled, ref index);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                Gates<Lanes8>(input, recurrent, factor, units, update, scaled, ref index);
            }
        }

        Gates<Lanes1>(input, recurrent, factor, units, update, scaled, ref index);
    }

    /// <summary>state = update x state + (1 - update) x activation(input + candidate).</summary>
    /// <param name="input">[units]; null where <paramref name="candidate"/> holds the whole sums.</param>
    /// <param name="state">[units], read and written.</param>
    public static void Blend<TActivation>(TActivation activation, float* input, float* candidate, float* update, float* state, int units, KernelMode mode)
        where TActivation : struct, IFloatUnary
    {
        var index = 0;
        if (mode == KernelMode.Fastest)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Blend<TActivation, Lanes16>(activation, input, candidate, update, state, units, ref index);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                Blend<TActivation, Lanes8>(activation, input, candidate, update, state, units, ref index);
            }
        }

        Blend<TActivation, Lanes1>(activation, input, candidate, update, state, units, ref index);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gates<TLanes>(float* input, float* recurrent, float* factor, int units, float* update, float* scaled, ref int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (; index + TLanes.Count <= units; index += TLanes.Count)
        {
            var (updateSum, resetSum) = (TLanes.Load(recurrent + index), TLanes.Load(recurrent + units + index));
            if (input != null)
            {
                updateSum = TLanes.Load(input + index) + updateSum;
                resetSum = TLanes.Load(input + units + index) + resetSum;
            }

            var product = Exponential.Logistic(resetSum) * TLanes.Load(factor + index);
            TLanes.Store(Exponential.Logistic(updateSum), update + index);
            TLanes.Store(product, scaled + index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Blend<TActivation, TLanes>(TActivation activation, float* input, float* candidate, float* update, float* state, int units, ref int index)
        where TActivation : struct, IFloatUnary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (; index + TLanes.Count <= units; index += TLanes.Count)
        {
            var sum = TLanes.Load(candidate + index);
            if (input != null)
            {
                sum = TLanes.Load(input + index) + sum;
            }

            var gate = TLanes.Load(update + index);
            var kept = gate * TLanes.Load(state + index);
            TLanes.Store(kept + ((TLanes.Of(1) - gate) * activation.Invoke(sum)), state + index);
        }
    }
}
