using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Svdf : IQuantizable, IAsymmetricInputs
{
    private static readonly WeightForm Weights = new(null, HybridForm.PerTensorOnly, TakesUInt8: true);

    /// <summary>
    /// The time weights' ten bits keep the sums of an integer kernel within 32. Source: LiteRT
    /// tflite/converter/tools/optimize/operator_property.cc.
    /// </summary>
    private static readonly QuantizationContract OwnContract = new()
    {
        Activations = ContractForms.Int8,
        Inputs =
        [
            OperandContract.Activation,
            OperandContract.OfWeight(Weights),
            OperandContract.OfWeight(Weights) with { Type = ElementType.Int16, Bits = 10 },
            OperandContract.Bias(2, 4),
            OperandContract.State with { Type = ElementType.Int16 },
        ],
        AllOrNothing = true,
    };

    QuantizationContract IQuantizable.Contract => OwnContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
