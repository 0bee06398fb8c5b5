using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceRnn : IQuantizable, IAsymmetricInputs, IInputWeights
{
    QuantizationContract IQuantizable.Contract => Rnn.OneDirection;

    ImmutableArray<int> IInputWeights.InputWeights => [1];

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
