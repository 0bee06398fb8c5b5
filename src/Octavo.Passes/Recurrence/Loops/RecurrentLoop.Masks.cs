using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

// Masked steps leave states as they are: all layers of a loop under one mask, or none of them.
internal sealed partial class RecurrentLoop
{
    private readonly Dictionary<LoopLayer, MaskedSteps> masked = [];
    private LoopMask? mask;
    private Value? maskValue;

    /// <summary>How a layer runs that operators of files cannot; the first call for a masked loop adds the nodes of its mask.</summary>
    /// <param name="sequence">What it reads, [time, batch, ...].</param>
    public RunTimeForm FormOf(LoopLayer layer, Value sequence) => new(
        Outputs.Any(output => output?.State?.Layer == layer),
        mask is null ? MaskedSteps.None : masked.GetValueOrDefault(layer, MaskedSteps.ZeroOutput),
        mask is null ? null : maskValue ??= LoopMaskNodes.Emit(edit, node, mask, sequence));

    /// <summary>What a step makes of a loop value, and which steps do.</summary>
    private (Columns Next, LoopMask? Mask)? UpdateOf(int index)
    {
        var before = Columns.Of(Body.Inputs[index]);
        foreach (var (kept, taken, choice) in Choices(Body.Outputs[index]))
        {
            if (before is not null && Columns.Of(kept) == before && Columns.Of(taken) is { } next)
            {
                return (next, choice);
            }
        }

        return Columns.Of(Body.Outputs[index]) is { } always ? (always, null) : null;
    }

    /// <summary>
    /// Both ways to see a choice between the rows of two values by a mask: one is kept where steps do not count, one taken where they do.
    /// </summary>
    private IEnumerable<(Value Kept, Value Taken, LoopMask Mask)> Choices(Value value)
    {
        if (value.Producer is not { Operator: Select or SelectV2 } node || LoopMask.Read(node, counting) is not { } read)
        {
            yield break;
        }

        if (target == RecurrenceTarget.File)
        {
            reasons.Add(RecurrenceStage.Cell,
                "its steps are masked, or its sequences have lengths of their own, which no operator of TensorFlow Lite knows");
            yield break;
        }

        foreach (var (kept, taken, its) in new[] { (node.Input(2), node.Input(1), read), (node.Input(1), node.Input(2), read.Inverted()) })
        {
            if (!its.IsLengths || !its.IsInverted)
            {
                yield return (kept, taken, its);
            }
        }
    }

    private LoopMask? MaskOf(RecurrentCell cell) => UpdateOf(IndexOfInput(cell.States[0].State.Value))?.Mask;

    /// <summary>Whether all states of a cell, and of the layers so far, have one mask, or none has any.</summary>
    private bool HasOneMask(RecurrentCell cell)
    {
        var own = MaskOf(cell);
        var isOne = cell.States.All(state => UpdateOf(IndexOfInput(state.State.Value))?.Mask == own) && (layers.Count == 0 || mask == own)
            && (counting.Lengths is null || (own is { IsLengths: true } && ReferenceEquals(own.Source, counting.Lengths)));
        if (!isOne)
        {
            reasons.Add(RecurrenceStage.Cell, "its states do not stay as they are at the same steps");
        }

        return isOne;
    }

    /// <summary>The last value of a state, where the operator is to give it besides its sequence.</summary>
    private LoopOutput? LastStateOf(int index)
    {
        if (target != RecurrenceTarget.RunTime || UpdateOf(index) is not { } update || update.Mask != mask)
        {
            return null;
        }

        foreach (var layer in layers)
        {
            for (var state = 0; state < layer.Cell.States.Length; state++)
            {
                if (layer.Cell.States[state].Next == update.Next && StartsLike(index, layer.Cell.States[state].State))
                {
                    return new LoopOutput(update.Next, null, new LoopState(layer, state));
                }
            }
        }

        return null;
    }

    /// <summary>Whether a loop value starts as a state does: it is the state itself, or both start from zeros.</summary>
    private bool StartsLike(int index, Columns state) =>
        IndexOfInput(state.Value) is var other
        && (other == index || (ZeroValues.Are(node.Input(index)) && ZeroValues.Are(node.Input(other))));

    private LoopOutput? MaskedOutputOf(int index)
    {
        if (LoopWrites.OfAllSteps(Body.Inputs[index], Body.Outputs[index], counting) is { } written)
        {
            return MaskedStep(written.Step) is { } form && arithmetic.SizesOf(node.Input(index)) is { } sizes && sizes[0] == counting.Steps
                && Reaches(index, written, form.Masked)
                && Agrees(form) ? new LoopOutput(form.Layer.Cell.Next, written.Order) : null;
        }

        return LastStateOf(index)
            ?? (LoopWrites.LastStep(Body.Inputs[index], Body.Outputs[index]) is { } last && MaskedStep(last) is { } single
                && counting.Lengths is null && Agrees(single)
                ? new LoopOutput(single.Layer.Cell.Next, null)
                : null);
    }

    /// <summary>
    /// Where the loop ends behind the longest sequence, the steps behind it hold what the list held before: zeros, as the operator gives.
    /// </summary>
    private bool Reaches(int index, LoopWrite written, MaskedSteps its) =>
        counting.Lengths is null
        || (its == MaskedSteps.ZeroOutput && written.Order == TimeStepOrder.Forward && ZeroValues.Are(node.Input(index)));

    /// <summary>The layer whose output a step gives, and what it gives at masked steps.</summary>
    private (LoopLayer Layer, MaskedSteps Masked)? MaskedStep(Columns step)
    {
        if (!step.IsWhole)
        {
            return null;
        }

        foreach (var (kept, taken, its) in Choices(step.Value))
        {
            if (its != mask || layers.Find(layer => layer.Cell.Next == Columns.Of(taken)) is not { } layer)
            {
                continue;
            }

            if (ZeroValues.Are(kept) || (counting.Outside(kept) is { } outer && ZeroValues.Are(outer)))
            {
                return (layer, MaskedSteps.ZeroOutput);
            }

            var index = IndexOfInput(kept);
            if (index >= 0 && UpdateOf(index) is { } update && update.Next == layer.Cell.Next && update.Mask == mask
                && StartsLike(index, layer.Cell.States[0].State))
            {
                return (layer, MaskedSteps.RepeatOutput);
            }
        }

        return null;
    }

    /// <summary>Whether all uses of a layer want the same at masked steps.</summary>
    private bool Agrees((LoopLayer Layer, MaskedSteps Masked) form) =>
        masked.TryAdd(form.Layer, form.Masked) || masked[form.Layer] == form.Masked;
}
