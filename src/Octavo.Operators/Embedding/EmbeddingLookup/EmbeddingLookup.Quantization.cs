namespace Octavo.Operators;

internal sealed partial record EmbeddingLookup : IQuantizable
{
    private static readonly QuantizationContract OwnContract = new() { Weights = [new WeightOperand(1, 0, HybridForm.Lookup, TakesUInt8: true)] };

    QuantizationContract IQuantizable.Contract => OwnContract;
}
