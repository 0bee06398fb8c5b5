using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Lets a convolution or matrix product add the constants, one a channel, that are added to its output.</summary>
internal sealed class FuseBiases : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is Add && node.IsPlainFloat() && !Fuse(edit, node, 0))
            {
                Fuse(edit, node, 1);
            }
        }
    }

    private static bool Fuse(GraphEdit edit, Node addition, int side)
    {
        var product = addition.Input(side);
        var offset = addition.Input(1 - side);
        if (LinearProducer.Of(edit, product) is not { } node || product.Shape != addition.Output.Shape
            || offset.AlongLastAxis(product.Shape) is not { } offsets)
        {
            return false;
        }

        var layout = IWeighted.LayoutOf(node.Operator)!;
        var sum = node.OptionalInput(layout.Bias) is { Constant: { } bias } ? ConstantComputation.Apply(new Add(), bias, offsets) : offsets;
        var operand = ReferenceEquals(sum, offset.Constant) ? offset : edit.AddConstant(offset.Name, sum);
        edit.SetInput(node, layout.Bias, operand);
        edit.SetOperator(node, ((IFusedActivation)node.Operator).With(((Add)addition.Operator).Activation));
        edit.Absorb(node, addition);
        return true;
    }
}
