using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Replaces a WHILE that does nothing but steps of recurrent layers over a sequence by sequence operators, one a layer. What its body
/// computes decides, never a name. What it computes of each step alone is computed for all steps at once. A loop of anything more stays.
/// States that start from zeros, or that are kept, become variables of the operators.
/// </summary>
/// <param name="target">
/// At run time also loops of gated recurrent units, of cells that do not start from zeros, and of steps that are masked.
/// </param>
internal sealed class FuseRecurrentLoops(RecurrenceTarget target = RecurrenceTarget.File) : IModelPass
{
    private readonly IReadOnlyList<CellMatcher> cells = CellMatcher.For(target);

    public void Apply(GraphEdit edit, Model model)
    {
        LoopSurroundings? around = null;
        foreach (var node in edit.Graph.Nodes.Where(node => node.Operator is While { Body.Graph: not null, Condition.Graph: not null })
            .ToArray())
        {
            around = around is { IsUpToDate: true } ? around : new LoopSurroundings(edit, model);
            if (edit.Holds(node) && !node.IsObserved() && RecurrentLoop.Read(around, node, cells, target, new MismatchReasons()) is { } loop
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
        var sequences = new LoopSequences(edit, node, loop);
        for (var index = 0; index < loop.Layers.Count; index++)
        {
            var layer = loop.Layers[index];
            var name = loop.Layers.Count == 1 ? node.Name : $"{node.Name}/layer_{index}";
            var isKept = loop.KeptBy(layer).Count != 0;
            var states = target == RecurrenceTarget.RunTime && !isKept ? loop.InitialStates(layer) : null;
            var input = sequences.Of(layer.Cell.Operands.Input);
            var outputs = SequenceNodes.Emit(edit, node, name, layer.Cell, input, timeMajor: true, states, loop.FormOf(layer, input));
            sequences.Add(layer, outputs);
            if (isKept)
            {
                KeptStates.Mark(edit, outputs[0].Producer!);
            }
        }

        LoopReplacement.Replace(edit, node, loop, sequences);
        KeptStates.RemoveReads(edit, kept);
    }
}
