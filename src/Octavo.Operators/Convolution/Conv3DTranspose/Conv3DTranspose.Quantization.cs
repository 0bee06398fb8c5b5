namespace Octavo.Operators;

internal sealed partial record Conv3DTranspose : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Inputs =
        [
            OperandContract.Index,
            OperandContract.OfWeight(new WeightForm(3, HybridForm.None)),
            OperandContract.Activation,
            OperandContract.Bias(2, 1),
        ],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
