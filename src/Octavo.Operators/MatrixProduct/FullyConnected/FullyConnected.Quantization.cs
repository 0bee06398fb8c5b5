namespace Octavo.Operators;

public sealed partial record FullyConnected : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, 0, HybridForm.PerTensorOrPerChannel)] };

    public QuantizationContract Contract => OwnContract;
}
