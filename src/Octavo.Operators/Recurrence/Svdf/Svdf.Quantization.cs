using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record Svdf : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Weights = [new WeightOperand(1, null, HybridForm.PerTensorOnly, TakesUInt8: true), new WeightOperand(2, null, HybridForm.PerTensorOnly, TakesUInt8: true)],
        Biases = [3],
        AllOrNothing = true,
    };

    QuantizationContract IQuantizable.Contract => OwnContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
