using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record Lstm : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract Full = LstmContract.Of(false, LstmOperands.Single);

    private static readonly QuantizationContract Basic = new() { Weights = [new WeightOperand(BasicWeights, null, HybridForm.None)], Biases = [BasicBiases] };

    QuantizationContract IQuantizable.Contract => KernelType == LstmKernelType.Basic ? Basic : Full;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
