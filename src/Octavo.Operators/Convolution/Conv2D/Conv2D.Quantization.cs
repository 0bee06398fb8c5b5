namespace Octavo.Operators;

internal sealed partial record Conv2D : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Activations = ContractForms.All,
        Inputs =
        [
            OperandContract.Activation,
            OperandContract.OfWeight(new WeightForm(0, HybridForm.PerTensorOrPerChannel, TakesUInt8: true, LeastBits: 4)),
            OperandContract.Bias(0, 1),
        ],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
