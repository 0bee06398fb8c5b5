namespace Octavo.Operators;

/// <summary>What the options of the three operators say of a cell.</summary>
/// <param name="Activation">That of the cell gate and of the cell.</param>
/// <param name="CellClip">The cell stays in [-clip, clip]; 0 for no clip.</param>
/// <param name="ProjectionClip">Likewise for the projection.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
/// <param name="DiagonalRecurrentWeights">Whether recurrent weights are diagonals [units].</param>
/// <param name="JoinedInputs">Whether weights multiply input and hidden state side by side.</param>
internal sealed record LstmAttributes(
    FusedActivation Activation, float CellClip, float ProjectionClip, bool AsymmetricQuantizeInputs, bool DiagonalRecurrentWeights = false,
    bool JoinedInputs = false);
