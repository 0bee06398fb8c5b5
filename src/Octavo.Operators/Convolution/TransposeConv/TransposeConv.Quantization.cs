namespace Octavo.Operators;

internal sealed partial record TransposeConv : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Activations = ContractForms.All,
        Inputs =
        [
            OperandContract.Index,
            OperandContract.OfWeight(new WeightForm(0, HybridForm.PerTensorOrPerChannel)),
            OperandContract.Activation,
            OperandContract.Bias(2, 1),
        ],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
