using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Where an operator with weights takes its operands from, and which axes of the weights are the channels.</summary>
/// <param name="Data">Input that holds the activations; their last axis is the input channels.</param>
/// <param name="Weights">Input that holds the weights.</param>
/// <param name="Bias">Input that holds the bias, one element for each output channel; may be absent.</param>
/// <param name="OutputAxis">Axis of the weights that output channels run along.</param>
/// <param name="InputAxis">Axis of the weights that input channels run along; null where a weight belongs to both kinds of channels.</param>
internal sealed record WeightLayout(int Data, int Weights, int Bias, int OutputAxis, int? InputAxis)
{
    private static readonly WeightLayout Convolution = new(0, 1, 2, 0, 3);
    private static readonly WeightLayout Depthwise = new(0, 1, 2, 3, null);
    private static readonly WeightLayout Transposed = new(2, 1, 3, 0, 3);
    private static readonly WeightLayout Matrix = new(0, 1, 2, 0, 1);

    /// <summary>The layout; null for an operator without weights.</summary>
    public static WeightLayout? Of(Operator @operator) => @operator switch
    {
        Conv2D => Convolution,
        DepthwiseConv2D => Depthwise,
        TransposeConv => Transposed,
        FullyConnected { WeightsFormat: FullyConnectedWeightsFormat.Default } => Matrix,
        _ => null,
    };

    /// <summary>The node that computes the value with constant float weights and no activation, and that nobody else reads.</summary>
    public static Node? LinearProducer(GraphEdit edit, Value value) =>
        value.Producer is { } node && Of(node.Operator) is { } layout && IFusedActivation.Of(node.Operator) == FusedActivation.None
        && edit.OnlyReader(value) is not null && node.Input(layout.Weights).IsConstant
        && node.Input(layout.Data).IsPlainFloat() && node.Input(layout.Weights).IsPlainFloat() && node.Output.IsPlainFloat()
        && node.OptionalInput(layout.Bias) is null or { IsConstant: true }
            ? node
            : null;

}
