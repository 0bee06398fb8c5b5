using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Moves constants, one a channel, that are added to the input of a convolution or matrix product into its bias. Only where nothing is
/// padded: a padded zero has no constant added.
/// </summary>
internal sealed class FoldInputOffsets : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is Conv2D { Padding: Padding.Valid } or FullyConnected
                && IWeighted.LayoutOf(node.Operator) is { InputAxis: { } axis } layout && node.HasPlainFloats(layout)
                && node.Input(layout.Weights) is { IsConstant: true } && node.OptionalInput(layout.Bias) is null or { IsConstant: true }
                && edit.OnlyReadProducerOf<Add>(node.Input(layout.Data)) is { Operator: Add { Activation: FusedActivation.None } } addition)
            {
                Fold(edit, node, layout, axis, addition);
            }
        }
    }

    private static void Fold(GraphEdit edit, Node node, WeightLayout layout, int axis, Node addition)
    {
        var sum = addition.Output;
        for (var side = 0; side < 2; side++)
        {
            var data = addition.Input(side);
            var weights = node.Input(layout.Weights);
            if (data.Shape == sum.Shape && !data.IsConstant && addition.Input(1 - side).AlongLastAxis(sum.Shape) is { } offsets
                && weights.Shape is { IsKnown: true } shape && shape[axis] == sum.Shape[-1])
            {
                var bias = BiasOf(weights.Constant!, layout.OutputAxis, axis, offsets);
                var operand = node.OptionalInput(layout.Bias) is { } old ? ConstantComputation.Apply(new Add(), old.Constant!, bias) : bias;
                edit.SetInput(node, layout.Bias, edit.AddConstant(node.OptionalInput(layout.Bias)?.Name ?? $"{node.Name}/bias", operand));
                edit.SetInput(node, layout.Data, data);
                edit.RemoveNode(addition);
                return;
            }
        }
    }

    /// <summary>For each output channel, the sum of weight times offset over all taps and input channels.</summary>
    private static Constant BiasOf(Constant weights, int outputAxis, int inputAxis, Constant offsets)
    {
        var shape = weights.Shape;
        var channels = shape[outputAxis];
        return ConstantComputation.Make(ElementType.Float32, new Shape(channels), $"{offsets.Origin}, through the weights", () =>
        {
            var taps = weights.Evaluate().Values<float>();
            var added = offsets.Evaluate().Values<float>();
            var inner = (int)shape.ElementCountBetween(inputAxis + 1, shape.Rank);
            var outer = (int)shape.ElementCountBetween(outputAxis + 1, shape.Rank);
            var sums = new double[channels];
            for (var index = 0; index < taps.Length; index++)
            {
                sums[index / outer % channels] += (double)taps[index] * added[index / inner % added.Length];
            }

            return Tensor.From(new Shape(channels), Array.ConvertAll(sums, sum => (float)sum));
        }, weights, offsets);
    }
}
