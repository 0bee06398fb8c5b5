using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Replaces a WHILE that does nothing but steps of recurrent layers over a sequence by sequence operators, one a layer, that start from zeros. What its body
/// computes decides, never a name. A loop of anything more stays.
/// </summary>
public sealed class FuseRecurrentLoops : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is While { Body.Graph: not null, Condition.Graph: not null } && edit.Holds(node)
                && RecurrentLoop.Read(edit, node, CellMatcher.Portable, new MismatchReasons()) is { } loop
                && loop.Layers.All(layer => layer.Cell.IsFloat))
            {
                Fuse(edit, node, loop);
            }
        }
    }

    private static void Fuse(GraphEdit edit, Node node, RecurrentLoop loop)
    {
        var sequences = new List<Value>();
        foreach (var layer in loop.Layers)
        {
            var name = loop.Layers.Count == 1 ? node.Name : $"{node.Name}/layer_{sequences.Count}";
            sequences.Add(SequenceNodes.Emit(edit, node, name, layer.Cell, layer.Sequence ?? sequences[layer.Source], timeMajor: true));
        }

        LoopReplacement.Replace(edit, node, loop, sequences);
    }
}
