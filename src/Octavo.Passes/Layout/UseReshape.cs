using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Writes EXPAND_DIMS, SQUEEZE and transposes that only move axes of size 1 as RESHAPE to a constant shape, where one size of it at most is
/// not known; then reshapes can be merged.
/// </summary>
internal sealed class UseReshape : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if ((node.Operator is ExpandDims or Squeeze || (node.Operator is Transpose && KeepsOrder(node)))
                && ReshapeTarget.Of(node.Output.Shape) is { } target)
            {
                edit.Become(node, new Reshape(Shape.Unknown), node.Input(0), edit.AddConstant($"{node.Name}/shape", target));
            }
        }
    }

    /// <summary>Whether the axes that are larger than 1 stay in order.</summary>
    private static bool KeepsOrder(Node transpose)
    {
        var shape = transpose.Input(0).Shape;
        if (transpose.Input(1).Integers() is not { } permutation || !shape.HasRank || permutation.Length != shape.Rank)
        {
            return false;
        }

        var moving = permutation.Select(shape.NormalizeAxis).Where(axis => shape[axis] != 1).ToArray();
        return moving.SequenceEqual(moving.Order());
    }
}
