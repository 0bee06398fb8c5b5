namespace Octavo.Operators;

/// <summary>
/// What weight quantization may do to a long short-term memory. Source: LiteRT tflite/converter/ir/tfl_ops.td, the dynamic range quantizable operands;
/// kernels/lstm.cc for the bytes typed UINT8 of 2018.
/// </summary>
internal static class LstmContract
{
    public static QuantizationContract Of(bool diagonal, params ReadOnlySpan<LstmOperands> cells)
    {
        var weights = new SortedSet<int>();
        var vectors = new HashSet<int>();
        var biases = new SortedSet<int>();
        foreach (var cell in cells)
        {
            weights.UnionWith(cell.Weights(diagonal));
            vectors.UnionWith(cell.PeepholeOperands());
            biases.UnionWith(cell.BiasOperands());
        }

        return new()
        {
            Weights = [.. weights.Select(input => new WeightOperand(input, null, HybridForm.PerTensorOnly, TakesUInt8: true, vectors.Contains(input)))],
            Biases = [.. biases],
            AllOrNothing = true,
        };
    }
}
