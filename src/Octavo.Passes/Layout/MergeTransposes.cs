using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Makes one transpose of two behind each other, and lets BATCH_MATMUL read a matrix that was turned around for it as it was before.
/// </summary>
internal sealed class MergeTransposes : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (!edit.Holds(node))
            {
                continue;
            }

            if (AxisPermutation.Of(node) is { } second && node.Input(0).Producer is { } before && AxisPermutation.Of(before) is { } first)
            {
                edit.Become(node, node.Operator, before.Input(0), edit.AddConstant(node.Input(1).Name, first.Then(second).ToTensor()));
            }
            else if (node.Operator is BatchMatMul)
            {
                Absorb(edit, node, 0);
                Absorb(edit, node, 1);
            }
        }
    }

    private static void Absorb(GraphEdit edit, Node node, int side)
    {
        if (edit.OnlyReadProducerOf<Transpose>(node.Input(side)) is { } transpose && AxisPermutation.Of(transpose) is { } permutation
            && SwapsLastTwo(permutation))
        {
            var product = (BatchMatMul)node.Operator;
            edit.SetOperator(node,
                side == 0 ? product with { TransposeLeft = !product.TransposeLeft }
                : product with { TransposeRight = !product.TransposeRight });
            edit.SetInput(node, side, transpose.Input(0));
            edit.RemoveNode(transpose);
        }
    }

    private static bool SwapsLastTwo(AxisPermutation permutation)
    {
        var rank = permutation.Rank;
        return rank >= 2 && permutation.Axes.Select((axis, index) => axis == (index < rank - 2 ? index : (2 * rank) - 3 - index))
            .All(holds => holds);
    }
}
