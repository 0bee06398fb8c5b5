using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record BatchMatMul : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, null, HybridForm.PerTensorOnly)] };

    QuantizationContract IQuantizable.Contract => OwnContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
