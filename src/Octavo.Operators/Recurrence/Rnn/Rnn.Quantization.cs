using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record Rnn : IQuantizable, IAsymmetricInputs
{
    /// <summary>
    /// That of a layer of one direction. Source: LiteRT tflite/converter/ir/tfl_ops.td, the dynamic range quantizable operands.
    /// </summary>
    internal static readonly QuantizationContract OneDirection = new()
    {
        Inputs =
        [
            OperandContract.Activation,
            OperandContract.OfWeight(new WeightForm(null, HybridForm.PerTensorOnly, TakesUInt8: true)),
            OperandContract.OfWeight(new WeightForm(null, HybridForm.PerTensorOnly, TakesUInt8: true)),
            new OperandContract(OperandRole.Bias),
            OperandContract.State,
        ],
        AllOrNothing = true,
    };

    QuantizationContract IQuantizable.Contract => OneDirection;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
