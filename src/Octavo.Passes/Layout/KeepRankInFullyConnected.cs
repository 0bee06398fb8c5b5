using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Lets FULLY_CONNECTED keep the axes of its input, where a RESHAPE behind it brings them back.</summary>
public sealed class KeepRankInFullyConnected : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var reshape in edit.Graph.Nodes.ToArray())
        {
            if (reshape.Operator is Reshape && edit.OnlyReadProducerOf<FullyConnected>(reshape.Input(0)) is { } node
                && node.Operator is FullyConnected { KeepRank: false } product && node.Input(1).Shape is { IsKnown: true } weights
                && node.Input(0).Shape is { HasRank: true, Rank: > 0 } source && source[-1] == weights[1]
                && reshape.Output.Shape is { HasRank: true } target && target == source.With(-1, weights[0]) && source.ToArray().Count(size => size < 0) <= 1)
            {
                edit.SetOperator(node, product with { KeepRank = true });
                edit.Absorb(node, reshape);
            }
        }
    }
}
