namespace Octavo.Operators;

public sealed partial record BatchMatMul : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, null, HybridForm.PerTensorOnly)] };

    public QuantizationContract Contract => OwnContract;
}
