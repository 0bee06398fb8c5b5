using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceLstm : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract OwnContract = LstmContract.Both(AuxiliaryInput);

    QuantizationContract IQuantizable.Contract => OwnContract;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
