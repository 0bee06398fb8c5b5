namespace Octavo.Operators;

internal sealed partial record DepthwiseConv2D : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Activations = ContractForms.All,
        Inputs =
        [
            OperandContract.Activation,
            OperandContract.OfWeight(new WeightForm(3, HybridForm.PerChannelOnly, LeastBits: 4)),
            OperandContract.Bias(0, 1),
        ],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
