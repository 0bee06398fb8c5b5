using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// The elementwise half of a gated recurrent unit, over a row of units whose gates hold their sums already; one rounding an operation, one
/// pass over the row for each function. Every form gives the same bits. Formulas: docs/numerics.md, "Gated recurrent units".
/// </summary>
internal static unsafe class GruUnits
{
    /// <summary>gates = logistic(input + gates), then scaled = gates[reset] x factor.</summary>
    /// <param name="input">[2 x units], update gate first; null where <paramref name="gates"/> holds the whole sums.</param>
    /// <param name="gates">[2 x units], update gate first; overwritten.</param>
    /// <param name="factor">[units], what the reset gate scales.</param>
    /// <param name="scaled">[units]; may be the second row of <paramref name="gates"/>, or <paramref name="factor"/>.</param>
    public static void Gates(float* input, float* gates, float* factor, int units, float* scaled, KernelMode mode)
    {
        if (input != null)
        {
            FloatBinary.Run(default(AddFunction), input, 1, gates, 1, gates, 2L * units, mode);
        }

        FloatUnary.Run(default(LogisticFunction), gates, gates, 2L * units, mode);
        FloatBinary.Run(default(MultiplyFunction), gates + units, 1, factor, 1, scaled, units, mode);
    }

    /// <summary>state = update x state + (1 - update) x activation(input + candidate).</summary>
    /// <param name="input">[units]; null where <paramref name="candidate"/> holds the whole sums.</param>
    /// <param name="candidate">[units], overwritten.</param>
    /// <param name="state">[units], read and written.</param>
    public static void Blend<TActivation>(TActivation activation, float* input, float* candidate, float* update, float* state, int units,
        KernelMode mode)
        where TActivation : struct, IFloatUnary
    {
        if (input != null)
        {
            FloatBinary.Run(default(AddFunction), input, 1, candidate, 1, candidate, units, mode);
        }

        FloatUnary.Run(activation, candidate, candidate, units, mode);
        var index = 0;
        if (mode == KernelMode.Fastest)
        {
            if (ProcessorFeatures.HasVector512)
            {
                Blend<Lanes16>(candidate, update, state, units, ref index);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                Blend<Lanes8>(candidate, update, state, units, ref index);
            }
        }

        Blend<Lanes1>(candidate, update, state, units, ref index);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blend<TLanes>(float* candidate, float* update, float* state, int units, ref int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (; index + TLanes.Count <= units; index += TLanes.Count)
        {
            var gate = TLanes.Load(update + index);
            var kept = gate * TLanes.Load(state + index);
            TLanes.Store(kept + ((TLanes.Of(1) - gate) * TLanes.Load(candidate + index)), state + index);
        }
    }
}
