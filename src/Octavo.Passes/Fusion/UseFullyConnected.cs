using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Turns a product with a constant matrix on the right into FULLY_CONNECTED, whose weights are [outputs, depth]: that is what biases and
/// activations fuse into, and what weights are quantized in.
/// </summary>
internal sealed class UseFullyConnected : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is BatchMatMul { TransposeLeft: false } product && node.IsPlainFloat() && Matrix(node) is { } matrix)
            {
                var weights = product.TransposeRight ? matrix : matrix.Transposed();
                var keepsRank = node.Input(0).Shape.Rank > 2;
                edit.Become(
                    node, new FullyConnected(KeepRank: keepsRank, AsymmetricQuantizeInputs: product.AsymmetricQuantizeInputs),
                    node.Input(0), edit.AddConstant(node.Input(1).Name, weights));
            }
        }
    }

    /// <summary>The right operand, where it is one constant matrix for all of the left one.</summary>
    private static Constant? Matrix(Node node)
    {
        var (left, right) = (node.Input(0), node.Input(1));
        return right.Constant is { } constant && !left.IsConstant && left.Shape.HasRank && constant.Shape.Rank <= left.Shape.Rank
            && constant.Shape.ElementCountBetween(0, constant.Shape.Rank - 2) == 1
            ? constant.Under(new Shape(constant.Shape[-2], constant.Shape[-1]))
            : null;
    }
}
