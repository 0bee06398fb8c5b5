using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Lets FULLY_CONNECTED keep the axes of its input, where a RESHAPE behind it brings them back.</summary>
internal sealed class KeepRankInFullyConnected : IPass
{
    public void Apply(GraphEdit edit)
    {
        ShapeArithmetic? arithmetic = null;
        foreach (var reshape in edit.Graph.Nodes.ToArray())
        {
            if (reshape.Operator is Reshape && edit.OnlyReadProducerOf<FullyConnected>(reshape.Input(0)) is { } node
                && node.Operator is FullyConnected { KeepRank: false } product && node.Input(1).Shape is { IsKnown: true } weights
                && node.Input(0).Shape is { HasRank: true, Rank: > 0 } source && source[-1] == weights[1])
            {
                arithmetic ??= new ShapeArithmetic(edit.Graph);
                if (arithmetic.SizesOf(node.Input(0)) is { } sizes && arithmetic.SizesOf(reshape.Output) is { } target
                    && target.AsSpan().SequenceEqual([.. sizes[..^1], new SymbolicSize(weights[0])]))
                {
                    var operand = reshape.OptionalInput(1);
                    edit.SetOperator(node, product with { KeepRank = true });
                    edit.Absorb(node, reshape);
                    edit.SetType(node.Output, node.Output.ElementType, source.With(-1, weights[0]));
                    edit.RemoveUnread(operand is null ? [] : [operand]);
                }
            }
        }
    }
}
