namespace Octavo.Operators;

internal sealed partial record TransposeConv : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, 0, HybridForm.PerTensorOrPerChannel)], Biases = [3] };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
