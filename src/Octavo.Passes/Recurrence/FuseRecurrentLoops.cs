using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Replaces a WHILE that does nothing but steps of recurrent layers over a sequence by sequence operators, one a layer. What its body
/// computes decides, never a name. What it computes of each step alone is computed for all steps at once. A loop of anything more stays.
/// </summary>
/// <param name="target">At run time also loops of gated recurrent units, and of cells that do not start from zeros.</param>
public sealed class FuseRecurrentLoops(RecurrenceTarget target = RecurrenceTarget.File) : IPass
{
    private readonly IReadOnlyList<CellMatcher> cells = CellMatcher.For(target);

    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is While { Body.Graph: not null, Condition.Graph: not null } && edit.Holds(node)
                && RecurrentLoop.Read(edit, node, cells, target == RecurrenceTarget.File, new MismatchReasons()) is { } loop
                && loop.Layers.All(layer => CellMatcher.Fits(layer.Cell, target)))
            {
                Fuse(edit, node, loop);
            }
        }
    }

    private void Fuse(GraphEdit edit, Node node, RecurrentLoop loop)
    {
        var sequences = new LoopSequences(edit, node, loop);
        for (var index = 0; index < loop.Layers.Count; index++)
        {
            var layer = loop.Layers[index];
            var name = loop.Layers.Count == 1 ? node.Name : $"{node.Name}/layer_{index}";
            var states = target == RecurrenceTarget.RunTime ? loop.InitialStates(layer) : null;
            sequences.Add(layer.Cell.Next, SequenceNodes.Emit(edit, node, name, layer.Cell, sequences.Of(layer.Cell.Operands.Input), timeMajor: true, states));
        }

        LoopReplacement.Replace(edit, node, loop, sequences);
    }
}
