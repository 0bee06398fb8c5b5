using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record FullyConnected : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Activations = ContractForms.All,
        Inputs =
        [
            OperandContract.Activation,
            OperandContract.OfWeight(new WeightForm(0, HybridForm.PerTensorOrPerChannel, TakesUInt8: true, BlockAxis: 1, LeastBits: 2)),
            OperandContract.Bias(0, 1),
        ],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
