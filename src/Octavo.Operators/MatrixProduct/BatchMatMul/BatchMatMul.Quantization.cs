using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record BatchMatMul : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Activations = ContractForms.Signed,
        Inputs =
        [
            OperandContract.Activation,
            OperandContract.Activation with { Weight = new WeightForm(null, HybridForm.PerTensorOnly) },
        ],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
