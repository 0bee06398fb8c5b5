using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// The elementwise half of a long short-term memory, over a row of units whose gates hold their sums already. New states that are subnormal become 0.
/// Written once over lanes: every form gives the same bits. Formulas: docs/numerics.md, "Recurrent operators".
/// </summary>
public static unsafe class LstmUnits
{
    /// <summary>
    /// cell = clip(logistic(forgetGate) x cell + inputGate' x activation(cellGate)), where inputGate' is logistic(inputGate), or
    /// 1 - logistic(forgetGate) where <paramref name="inputGate"/> is null.
    /// </summary>
    /// <param name="cell">[count], read and written.</param>
    /// <param name="clip">The cell stays in [-clip, clip]; 0 for no clip.</param>
    public static void UpdateCell<TActivation>(
        TActivation activation, float* inputGate, float* forgetGate, float* cellGate, float* cell, int count, float clip, KernelMode mode)
        where TActivation : struct, IFloatUnary
    {
        var index = 0;
        if (mode == KernelMode.Fastest)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                UpdateCell<TActivation, Lanes16>(activation, inputGate, forgetGate, cellGate, cell, count, clip, ref index);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                UpdateCell<TActivation, Lanes8>(activation, inputGate, forgetGate, cellGate, cell, count, clip, ref index);
            }
        }

        UpdateCell<TActivation, Lanes1>(activation, inputGate, forgetGate, cellGate, cell, count, clip, ref index);
    }

    /// <summary>hidden = logistic(outputGate) x activation(cell).</summary>
    /// <param name="hidden">[count]; may be the output gate's row.</param>
    public static void Emit<TActivation>(TActivation activation, float* outputGate, float* cell, float* hidden, int count, KernelMode mode)
        where TActivation : struct, IFloatUnary
    {
        var index = 0;
        if (mode == KernelMode.Fastest)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                Emit<TActivation, Lanes16>(activation, outputGate, cell, hidden, count, ref index);
            }

            if (Vector256.IsHardwareAccelerated)
            {
                Emit<TActivation, Lanes8>(activation, outputGate, cell, hidden, count, ref index);
            }
        }

        Emit<TActivation, Lanes1>(activation, outputGate, cell, hidden, count, ref index);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void UpdateCell<TActivation, TLanes>(
        TActivation activation, float* inputGate, float* forgetGate, float* cellGate, float* cell, int count, float clip, ref int index)
        where TActivation : struct, IFloatUnary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var state = new RecurrentStateFunction(clip);
        for (; index + TLanes.Count <= count; index += TLanes.Count)
        {
            var forget = Exponential.Logistic(TLanes.Load(forgetGate + index));
            var input = inputGate == null ? TLanes.Of(1) - forget : Exponential.Logistic(TLanes.Load(inputGate + index));
            var remembered = forget * TLanes.Load(cell + index);
            var added = input * activation.Invoke(TLanes.Load(cellGate + index));
            TLanes.Store(state.Invoke(remembered + added), cell + index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Emit<TActivation, TLanes>(TActivation activation, float* outputGate, float* cell, float* hidden, int count, ref int index)
        where TActivation : struct, IFloatUnary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var state = new RecurrentStateFunction(0);
        for (; index + TLanes.Count <= count; index += TLanes.Count)
        {
            var output = Exponential.Logistic(TLanes.Load(outputGate + index)) * activation.Invoke(TLanes.Load(cell + index));
            TLanes.Store(state.Invoke(output), hidden + index);
        }
    }
}
