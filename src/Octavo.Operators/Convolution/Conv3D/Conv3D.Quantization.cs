namespace Octavo.Operators;

internal sealed partial record Conv3D : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Inputs =
        [
            OperandContract.Activation,
            OperandContract.OfWeight(new WeightForm(4, HybridForm.None)),
            OperandContract.Bias(0, 1),
        ],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
