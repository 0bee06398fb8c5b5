using Octavo.Graphs;

namespace Octavo.Operators;

public sealed partial record UnidirectionalSequenceRnn : IQuantizable, IAsymmetricInputs
{
    QuantizationContract IQuantizable.Contract => Rnn.OneDirection;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
