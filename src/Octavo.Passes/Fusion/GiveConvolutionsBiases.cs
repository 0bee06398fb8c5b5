using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Gives convolutions that have no bias one of zeros: LiteRT refuses them without. Adding zero changes nothing.</summary>
internal sealed class GiveConvolutionsBiases : IPass
{
    /// <summary>What a file can merely claim where its weights are computed.</summary>
    private const int MostChannels = 1 << 20;

    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes)
        {
            if (node.Operator is Conv2D or DepthwiseConv2D && IWeighted.LayoutOf(node.Operator) is { } layout
                && node.OptionalInput(layout.Bias) is null
                && node.HasPlainFloats(layout) && node.Input(layout.Weights).Shape is { HasRank: true } weights
                    && weights[layout.OutputAxis] is > 0 and <= MostChannels)
            {
                edit.SetInput(node, layout.Bias,
                    edit.AddConstant($"{node.Name}/bias", Tensor.Zeros(ElementType.Float32, new Shape(weights[layout.OutputAxis]))));
            }
        }
    }
}
