namespace Octavo.Operators;

internal sealed partial record DepthwiseConv2D : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, 3, HybridForm.PerChannelOnly)], Biases = [2] };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
