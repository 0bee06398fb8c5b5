using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceLstm : IQuantizable, IAsymmetricInputs, IInputWeights
{
    private static readonly QuantizationContract Full = LstmContract.Single(diagonal: false);

    private static readonly QuantizationContract Diagonal = LstmContract.Single(diagonal: true);

    /// <summary>Recurrent weights that are diagonals stay float.</summary>
    QuantizationContract IQuantizable.Contract => DiagonalRecurrentWeights ? Diagonal : Full;

    /// <summary>Those of the input, forget, cell and output gates.</summary>
    ImmutableArray<int> IInputWeights.InputWeights => [1, 2, 3, 4];

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
