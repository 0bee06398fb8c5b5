using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Multiplies the weights and bias of a convolution or matrix product by the factors, one a channel, that its output is multiplied by: the
/// first half of a batch normalization. Rounds once where two operators rounded.
/// </summary>
internal sealed class FoldScalesIntoWeights : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is Mul && node.IsPlainFloat() && !Fold(edit, node, 0))
            {
                Fold(edit, node, 1);
            }
        }
    }

    private static bool Fold(GraphEdit edit, Node multiplication, int side)
    {
        var product = multiplication.Input(side);
        if (LinearProducer.Of(edit, product) is not { } node || product.Shape != multiplication.Output.Shape
            || multiplication.Input(1 - side).AlongLastAxis(product.Shape) is not { } factors)
        {
            return false;
        }

        var layout = IWeighted.LayoutOf(node.Operator)!;
        var weights = node.Input(layout.Weights);
        if (weights.Uses.Count > 1 && !weights.Constant!.IsSmall())
        {
            return false;
        }

        edit.SetInput(node, layout.Weights, edit.AddConstant(weights.Name, weights.Constant!.ScaledAlong(layout.OutputAxis, factors)));
        if (node.OptionalInput(layout.Bias) is { } bias)
        {
            edit.SetInput(node, layout.Bias, edit.AddConstant(bias.Name, ConstantComputation.Apply(new Mul(), bias.Constant!, factors)));
        }

        edit.SetOperator(node, ((IFusedActivation)node.Operator).With(((Mul)multiplication.Operator).Activation));
        edit.Absorb(node, multiplication);
        return true;
    }
}
