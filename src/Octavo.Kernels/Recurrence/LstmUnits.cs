using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

/// <summary>
/// The elementwise half of a long short-term memory, over a row of units whose gates hold their sums already. New states that are subnormal
/// become 0. One pass over the row for each function: one loop of all would be more than the compiler inlines. Every form gives the same
/// bits. Formulas: docs/numerics.md, "Recurrent operators".
/// </summary>
internal static unsafe class LstmUnits
{
    /// <summary>
    /// cell = clip(logistic(forgetGate) x cell + inputGate' x activation(cellGate)), where inputGate' is logistic(inputGate), or
    /// 1 - logistic(forgetGate) where <paramref name="inputGate"/> is null.
    /// </summary>
    /// <param name="inputGate">[count], as all gates; they are overwritten.</param>
    /// <param name="cell">[count], read and written.</param>
    /// <param name="clip">The cell stays in [-clip, clip]; 0 for no clip.</param>
    public static void UpdateCell<TActivation>(
        TActivation activation, float* inputGate, float* forgetGate, float* cellGate, float* cell, int count, float clip, KernelMode mode)
        where TActivation : struct, IFloatUnary
    {
        if (mode == KernelMode.Reference)
        {
            UpdateCell<TActivation, Lanes1>(activation, inputGate, forgetGate, cellGate, cell, count, clip);
        }
        else if (ProcessorFeatures.HasVector512)
        {
            UpdateCell<TActivation, Lanes16>(activation, inputGate, forgetGate, cellGate, cell, count, clip);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            UpdateCell<TActivation, Lanes8>(activation, inputGate, forgetGate, cellGate, cell, count, clip);
        }
        else
        {
            UpdateCell<TActivation, Lanes4>(activation, inputGate, forgetGate, cellGate, cell, count, clip);
        }
    }

    /// <summary>hidden = logistic(outputGate) x activation(cell).</summary>
    /// <param name="outputGate">[count], overwritten.</param>
    /// <param name="hidden">[count]; none of the others.</param>
    public static void Emit<TActivation>(TActivation activation, float* outputGate, float* cell, float* hidden, int count, KernelMode mode)
        where TActivation : struct, IFloatUnary
    {
        if (mode == KernelMode.Reference)
        {
            Emit<TActivation, Lanes1>(activation, outputGate, cell, hidden, count);
        }
        else if (ProcessorFeatures.HasVector512)
        {
            Emit<TActivation, Lanes16>(activation, outputGate, cell, hidden, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Emit<TActivation, Lanes8>(activation, outputGate, cell, hidden, count);
        }
        else
        {
            Emit<TActivation, Lanes4>(activation, outputGate, cell, hidden, count);
        }
    }

    internal static void UpdateCell<TActivation, TLanes>(
        TActivation activation, float* inputGate, float* forgetGate, float* cellGate, float* cell, int count, float clip)
        where TActivation : struct, IFloatUnary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        FloatUnary.Run<LogisticFunction, TLanes>(default, forgetGate, forgetGate, count);
        FloatUnary.Run<TActivation, TLanes>(activation, cellGate, cellGate, count);
        if (inputGate != null)
        {
            FloatUnary.Run<LogisticFunction, TLanes>(default, inputGate, inputGate, count);
        }

        var index = 0;
        BlendCell<TLanes>(inputGate, forgetGate, cellGate, cell, count, clip, ref index);
        BlendCell<Lanes1>(inputGate, forgetGate, cellGate, cell, count, clip, ref index);
    }

    internal static void Emit<TActivation, TLanes>(TActivation activation, float* outputGate, float* cell, float* hidden, int count)
        where TActivation : struct, IFloatUnary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        FloatUnary.Run<LogisticFunction, TLanes>(default, outputGate, outputGate, count);
        FloatUnary.Run<TActivation, TLanes>(activation, cell, hidden, count);
        var index = 0;
        ScaleHidden<TLanes>(outputGate, hidden, count, ref index);
        ScaleHidden<Lanes1>(outputGate, hidden, count, ref index);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlendCell<TLanes>(float* input, float* forget, float* candidate, float* cell, int count, float clip, ref int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var state = new RecurrentStateFunction(clip);
        for (; index + TLanes.Count <= count; index += TLanes.Count)
        {
            var kept = TLanes.Load(forget + index);
            var taken = input == null ? TLanes.Of(1) - kept : TLanes.Load(input + index);
            var sum = (kept * TLanes.Load(cell + index)) + (taken * TLanes.Load(candidate + index));
            TLanes.Store(state.Invoke(sum), cell + index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleHidden<TLanes>(float* output, float* hidden, int count, ref int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var state = new RecurrentStateFunction(0);
        for (; index + TLanes.Count <= count; index += TLanes.Count)
        {
            TLanes.Store(state.Invoke(TLanes.Load(output + index) * TLanes.Load(hidden + index)), hidden + index);
        }
    }
}
