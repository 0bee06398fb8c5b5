using Octavo.Graphs;

namespace Octavo.Operators;

public sealed partial record UnidirectionalSequenceLstm : IQuantizable, IAsymmetricInputs
{
    private static readonly QuantizationContract Full = LstmContract.Of(false, LstmOperands.Single);

    private static readonly QuantizationContract Diagonal = LstmContract.Of(true, LstmOperands.Single);

    /// <summary>Recurrent weights that are diagonals stay float.</summary>
    QuantizationContract IQuantizable.Contract => DiagonalRecurrentWeights ? Diagonal : Full;

    public Operator WithAsymmetricInputs(bool asymmetric) => this with { AsymmetricQuantizeInputs = asymmetric };
}
