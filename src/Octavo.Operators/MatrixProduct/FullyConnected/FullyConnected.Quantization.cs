using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record FullyConnected : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, 0, HybridForm.PerTensorOrPerChannel, TakesUInt8: true)], Biases = [2] };

    QuantizationContract IQuantizable.Contract => OwnContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
