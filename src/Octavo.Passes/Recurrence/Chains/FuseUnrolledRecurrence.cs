using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Replaces a chain of equal cells over the steps of a sequence by one sequence operator that starts from zeros or from kept states. A
/// chain that stops before the end of its sequence, starts from anything else or uses other weights in one step stays.
/// </summary>
/// <param name="target">At run time also chains of gated recurrent units, and of cells that do not start from zeros.</param>
internal sealed class FuseUnrolledRecurrence(RecurrenceTarget target = RecurrenceTarget.File) : IModelPass
{
    public void Apply(GraphEdit edit, Model model)
    {
        foreach (var matcher in CellMatcher.For(target))
        {
            var kept = KeptStates.Find(edit.Graph, model);
            foreach (var chain in UnrolledChain.Find(edit.Graph, matcher, target, kept))
            {
                if (chain.Kept.Count != 0 || target == RecurrenceTarget.RunTime || kept.ObstacleToZeros is null)
                {
                    Fuse(edit, chain);
                }
            }
        }
    }

    private void Fuse(GraphEdit edit, UnrolledChain chain)
    {
        var steps = chain.Cells.Select(cell => cell.Next.Value).ToArray();
        if (!steps.All(step => step.Producer is not null)
            || (target == RecurrenceTarget.RunTime && (chain.First is { } first ? !first.All(IsHeld) : !steps[0].Shape.IsKnown)))
        {
            return;
        }

        KeptStates.RemoveAssignments(edit, chain.Kept);
        var needed = NeededValues.Of(edit.Graph, steps);
        var states = InitialStates(edit, chain);
        var before = Behind(edit.Graph, [chain.Sequence, .. states ?? []]);
        var name = steps[^1].Producer!.Name;
        var sequence = chain.Backward ? Reverse(edit, before, chain.Sequence, chain.Axis) : chain.Sequence;
        var cell = chain.Cells[^1];
        var outputs = SequenceNodes.Emit(edit, before, name, cell, sequence, timeMajor: chain.Axis == 0, states, RunTimeForm.None)[0];
        edit.Rename(outputs, $"{name}/outputs");
        if (chain.Kept.Count != 0)
        {
            KeptStates.Mark(edit, outputs.Producer!);
        }

        if (steps.SkipLast(1).Any(needed.Contains))
        {
            Unpack(edit, before, chain, outputs, steps);
        }
        else
        {
            Replace(edit, steps[^1],
                edit.Emit(before, steps[^1].Name, TimeStepSlice.Operator(chain.Axis),
                    [outputs, .. TimeStepSlice.Operands(edit, name, chain.Axis, -1)]));
        }

        edit.RemoveUnread(steps.Concat(chain.Kept.Select(state => state.Last)));
        KeptStates.RemoveReads(edit, chain.Kept);
    }

    /// <summary>What the operator starts from, where it takes that as values.</summary>
    private IReadOnlyList<Value>? InitialStates(GraphEdit edit, UnrolledChain chain) =>
        target == RecurrenceTarget.File || chain.Kept.Count != 0
        ? null
        : chain.First ?? [.. chain.Cells[0].States.Select(state => edit.AddConstant(
            "initial_state",
            Constant.Lazy(ElementType.Float32, state.Next.Value.Shape, "zeros",
                () => Tensor.From(state.Next.Value.Shape, new float[state.Next.Value.Shape.ElementCount]))))];

    /// <summary>Whether a value is still there: another chain may have been replaced since.</summary>
    private static bool IsHeld(Value value) => value.Producer is not null || value.IsConstant || value.IsInput;

    /// <summary>The first node at which all of some values are there.</summary>
    private static Node Behind(Graph graph, IEnumerable<Value> values)
    {
        var last = values.Select(value => value.Producer).OfType<Node>().MaxBy(producer => producer, NodeOrder.Positions);
        return last is null ? graph.Nodes[0] : last.Next!;
    }

    private static Value Reverse(GraphEdit edit, Node before, Value sequence, int axis) =>
        edit.Emit(before, $"{sequence.Name}/reversed", new ReverseV2(), sequence,
            edit.AddConstant($"{sequence.Name}/axis", Tensor.From(new Shape(1), [axis])));

    private static void Unpack(GraphEdit edit, Node before, UnrolledChain chain, Value outputs, Value[] steps)
    {
        var parts = steps.Select(step => edit.NewValue(step.Name, step.ElementType, step.Shape)).ToArray();
        edit.AddNodeBefore(before, $"{outputs.Name}/unpacked", new Unpack(chain.Axis, steps.Length), [outputs], parts);
        for (var index = 0; index < steps.Length; index++)
        {
            Replace(edit, steps[index], parts[index]);
        }
    }

    private static void Replace(GraphEdit edit, Value step, Value replacement)
    {
        edit.ReplaceUses(step, replacement);
        edit.Rename(replacement, step.Name);
    }
}
