using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Replaces a chain of equal cells over the steps of a sequence by one sequence operator that starts from zeros. A chain that stops before the end of its
/// sequence, starts from anything else or uses other weights in one step stays.
/// </summary>
public sealed class FuseUnrolledRecurrence : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var matcher in CellMatcher.Portable)
        {
            foreach (var chain in UnrolledChain.Find(edit.Graph, matcher))
            {
                Fuse(edit, chain);
            }
        }
    }

    private static void Fuse(GraphEdit edit, UnrolledChain chain)
    {
        var steps = chain.Cells.Select(cell => cell.Next.Value).ToArray();
        if (!steps.All(step => step.Producer is not null))
        {
            return;
        }

        var needed = NeededValues.Of(edit.Graph, steps);
        var before = chain.Sequence.Producer is { } producer ? Behind(edit.Graph, producer) : edit.Graph.Nodes[0];
        var name = steps[^1].Producer!.Name;
        var sequence = chain.Backward ? Reverse(edit, before, chain.Sequence, chain.Axis) : chain.Sequence;
        var cell = chain.Cells[^1];
        var outputs = SequenceNodes.Emit(edit, before, name, cell, sequence, timeMajor: chain.Axis == 0);
        edit.Rename(outputs, $"{name}/outputs");
        if (steps.SkipLast(1).Any(needed.Contains))
        {
            Unpack(edit, before, chain, outputs, steps);
        }
        else
        {
            Replace(edit, steps[^1], edit.Emit(before, steps[^1].Name, StepSlice.Operator(chain.Axis), [outputs, .. StepSlice.Operands(edit, name, chain.Axis, -1)]));
        }

        edit.RemoveUnread(steps);
    }

    private static Node Behind(Graph graph, Node node) => graph.Nodes.SkipWhile(other => !ReferenceEquals(other, node)).ElementAt(1);

    private static Value Reverse(GraphEdit edit, Node before, Value sequence, int axis) =>
        edit.Emit(before, $"{sequence.Name}/reversed", new ReverseV2(), sequence, edit.AddConstant($"{sequence.Name}/axis", Tensor.From(new Shape(1), [axis])));

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
