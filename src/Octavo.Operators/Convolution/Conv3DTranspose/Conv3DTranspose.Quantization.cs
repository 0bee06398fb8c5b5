namespace Octavo.Operators;

internal sealed partial record Conv3DTranspose : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, 3, HybridForm.None)], Biases = [3] };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
