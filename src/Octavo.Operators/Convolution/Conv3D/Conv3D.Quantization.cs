namespace Octavo.Operators;

internal sealed partial record Conv3D : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, 4, HybridForm.None)], Biases = [2] };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
