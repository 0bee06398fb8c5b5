using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record Rnn : IQuantizable, IAsymmetricInputs
{
    /// <summary>That of a layer of one direction. Source: LiteRT tflite/converter/ir/tfl_ops.td, the dynamic range quantizable operands.</summary>
    internal static readonly QuantizationContract OneDirection = new()
    {
        Weights = [new WeightOperand(1, null, HybridForm.PerTensorOnly, TakesUInt8: true), new WeightOperand(2, null, HybridForm.PerTensorOnly, TakesUInt8: true)],
        Biases = [3],
        AllOrNothing = true,
    };

    QuantizationContract IQuantizable.Contract => OneDirection;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
