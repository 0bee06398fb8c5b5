using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Replaces a WHILE that does nothing but steps of recurrent layers over a sequence by sequence operators, one a layer. What its body
/// computes decides, never a name. A loop of anything more stays. States that start from zeros, or that are kept, become variables of the operators.
/// </summary>
/// <param name="target">At run time also loops of gated recurrent units, and of cells that do not start from zeros.</param>
public sealed class FuseRecurrentLoops(RecurrenceTarget target = RecurrenceTarget.File) : IModelPass
{
    private readonly IReadOnlyList<CellMatcher> cells = CellMatcher.For(target);

    public void Apply(GraphEdit edit, Model model)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is While { Body.Graph: not null, Condition.Graph: not null } && edit.Holds(node)
                && RecurrentLoop.Read(edit, node, cells, target == RecurrenceTarget.File, KeptStates.Find(edit.Graph, model), new MismatchReasons()) is { } loop
                && loop.Layers.All(layer => CellMatcher.Fits(layer.Cell, target)))
            {
                Fuse(edit, node, loop);
            }
        }
    }

    private void Fuse(GraphEdit edit, Node node, RecurrentLoop loop)
    {
        var kept = loop.Layers.SelectMany(loop.KeptBy).ToArray();
        KeptStates.RemoveAssignments(edit, kept);
        var sequences = new List<Value>();
        foreach (var layer in loop.Layers)
        {
            var name = loop.Layers.Count == 1 ? node.Name : $"{node.Name}/layer_{sequences.Count}";
            var states = target == RecurrenceTarget.RunTime && loop.KeptBy(layer).Count == 0 ? loop.InitialStates(layer) : null;
            sequences.Add(SequenceNodes.Emit(edit, node, name, layer.Cell, layer.Sequence ?? sequences[layer.Source], timeMajor: true, states));
            if (loop.KeptBy(layer).Count != 0)
            {
                KeptStates.Mark(edit, sequences[^1].Producer!);
            }
        }

        LoopReplacement.Replace(edit, node, loop, sequences);
        KeptStates.RemoveReads(edit, kept);
    }
}
