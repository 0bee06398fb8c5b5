using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceRnn : IQuantizable, IAsymmetricInputs
{
    /// <summary>Source: LiteRT tflite/converter/ir/tfl_ops.td, the dynamic range quantizable operands.</summary>
    private static readonly QuantizationContract BatchMajorContract = new()
    {
        Weights = [.. new[] { 1, 2, 5, 6, 10, 11 }.Select(input => new WeightOperand(input, null, HybridForm.PerTensorOnly, TakesUInt8: true))],
        Biases = [3, 7],
        AllOrNothing = true,
    };

    /// <summary>LiteRT's hybrid kernel runs a time-major sequence once for each of its moments, with the state carried on.</summary>
    private static readonly QuantizationContract TimeMajorContract = new()
    {
        Weights = [.. new[] { 1, 2, 5, 6, 10, 11 }.Select(input => new WeightOperand(input, null, HybridForm.None))],
        Biases = [3, 7],
    };

    QuantizationContract IQuantizable.Contract => TimeMajor ? TimeMajorContract : BatchMajorContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
