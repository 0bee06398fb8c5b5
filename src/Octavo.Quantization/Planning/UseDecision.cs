namespace Octavo.Quantization;

/// <summary>What happens to a constant where one node reads it.</summary>
/// <param name="Solver">Null where the reader gets the elements as they are.</param>
/// <param name="Axis">The axis that scales run along; null for a single one.</param>
/// <param name="AsymmetricInputs">Whether a reader that computes with the codes quantizes its activations with a zero point.</param>
/// <param name="Refusal">Why there is no solver.</param>
/// <param name="RefusalKind">The refusal without what belongs to this constant alone, for summaries.</param>
/// <param name="MayDequantize">Whether a reader without a solver would take the reals of codes that other readers need anyway.</param>
internal sealed record UseDecision(
    IWeightSolver? Solver = null, int? Axis = null, WeightPlacement Placement = WeightPlacement.InPlace, bool AsymmetricInputs = false,
    string Refusal = "",
    string RefusalKind = "", bool MayDequantize = false)
{
    /// <summary>How the reader gets the elements, where there is a solver.</summary>
    public WeightScheme Scheme => new(Solver!.Name, Solver.Bits, Axis, Solver.BlockSize);
}
