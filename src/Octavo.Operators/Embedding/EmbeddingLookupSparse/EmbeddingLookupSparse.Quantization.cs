namespace Octavo.Operators;

internal sealed partial record EmbeddingLookupSparse : IQuantizable
{
    /// <summary>LiteRT's kernel reads tables of floats alone. Source: LiteRT tflite/kernels/embedding_lookup_sparse.cc, Prepare.</summary>
    private static readonly QuantizationContract OwnContract = new()
    {
        Inputs =
        [
            OperandContract.Index, OperandContract.Index, OperandContract.Index, OperandContract.Untouched,
            OperandContract.OfWeight(new WeightForm(0, HybridForm.LookupInFront, TakesUInt8: true)),
        ],
    };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
