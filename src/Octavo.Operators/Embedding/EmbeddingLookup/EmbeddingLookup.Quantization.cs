namespace Octavo.Operators;

internal sealed partial record EmbeddingLookup : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new()
    {
        Activations = ContractForms.EightBits,
        Inputs =
        [
            OperandContract.Index,
            OperandContract.OfWeight(new WeightForm(0, HybridForm.Lookup, TakesUInt8: true, BlockAxis: 1, LeastBlockBits: 2, LeastBits: 2)),
        ],
        Outputs = [OperandContract.SameAsInput(1)],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
