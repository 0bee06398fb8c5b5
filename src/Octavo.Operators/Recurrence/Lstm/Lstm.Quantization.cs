using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Lstm : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract Full = LstmContract.Single(diagonal: false);

    private static readonly OperandContract Natural = OperandContract.Fixed(new FixedScale(1f / 128, 0));

    private static readonly OperandContract Cells = OperandContract.State with { Type = ElementType.Int16, HasPowerOfTwoScale = true };

    /// <summary>Of the files of 2018: all activations between -1 and 1. Source: LiteRT tflite/kernels/lstm.cc, basic::Prepare.</summary>
    private static readonly QuantizationContract Basic = new()
    {
        Activations = [ElementType.UInt8],
        Inputs =
        [
            Natural,
            OperandContract.State with { FixedScale = Natural.FixedScale },
            OperandContract.OfWeight(new WeightForm(null, HybridForm.None)),
            OperandContract.Bias(0, BasicWeights),
            Cells,
        ],
        Outputs = [Natural, Cells, Natural, OperandContract.Activation with { Type = ElementType.Int16, HasPowerOfTwoScale = true }],
    };

    QuantizationContract IQuantizable.Contract => KernelType == LstmKernelType.Basic ? Basic : Full;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
