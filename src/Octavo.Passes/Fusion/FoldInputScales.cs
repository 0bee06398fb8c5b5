using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Multiplies the weights of a convolution or matrix product by the factors of its input. A convolution may pad: zero times a factor is
/// zero. Channels whose factors differ much are left alone, since a weight of 8 bits would lose what the small ones say.
/// </summary>
internal sealed class FoldInputScales : IPass
{
    /// <summary>Largest over smallest factor, in magnitude: one bit of a weight.</summary>
    private const float LargestRatio = 2;

    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (IWeighted.LayoutOf(node.Operator) is { InputAxis: { } axis } layout && node.HasPlainFloats(layout)
                && node.Input(layout.Weights) is { IsConstant: true } weights
                && edit.OnlyReadProducerOf<Mul>(
                    node.Input(layout.Data)) is { Operator: Mul { Activation: FusedActivation.None } } multiplication)
            {
                Fold(edit, node, layout, weights, axis, multiplication);
            }
        }
    }

    private static void Fold(GraphEdit edit, Node node, WeightLayout layout, Value weights, int axis, Node multiplication)
    {
        var product = multiplication.Output;
        for (var side = 0; side < 2; side++)
        {
            var data = multiplication.Input(side);
            if (data.Shape == product.Shape && !data.IsConstant && multiplication.Input(1 - side) is var factor
                && factor.AlongLastAxis(product.Shape) is { } factors && IsEven(factor)
                && weights.Shape is { IsKnown: true } shape && shape[axis] == product.Shape[-1]
                    && (weights.Uses.Count == 1 || weights.Constant!.IsSmall()))
            {
                edit.SetInput(node, layout.Weights, edit.AddConstant(weights.Name, weights.Constant!.ScaledAlong(axis, factors)));
                edit.SetInput(node, layout.Data, data);
                edit.RemoveNode(multiplication);
                return;
            }
        }
    }

    private static bool IsEven(Value factor)
    {
        if (factor.Floats() is not { Length: > 0 } factors)
        {
            return false;
        }

        var sizes = factors.Select(MathF.Abs).ToArray();
        return sizes.Min() > 0 && sizes.Max() <= LargestRatio * sizes.Min();
    }
}
