namespace Octavo.Operators;

public sealed partial record Svdf : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Weights = [new WeightOperand(1, null, HybridForm.PerTensorOnly), new WeightOperand(2, null, HybridForm.PerTensorOnly)],
    };

    public QuantizationContract Contract => OwnContract;
}
