namespace Octavo.Operators;

internal sealed partial record Conv2D : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, 0, HybridForm.PerTensorOrPerChannel, TakesUInt8: true)], Biases = [2] };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
