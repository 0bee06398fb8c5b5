using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// The weights of a gated recurrent unit as its operator reads them: see <see cref="Operators.UnidirectionalSequenceGru"/>.
/// </summary>
/// <param name="First">Of the input, or of the gates where inputs are joined.</param>
/// <param name="Second">Of the state, or of the candidate where inputs are joined.</param>
/// <param name="FirstBias">Float32.</param>
/// <param name="SecondBias">Float32.</param>
internal sealed record GatedUnitWeights(
    ImmutableArray<WeightCut> First, ImmutableArray<WeightCut> Second, Constant FirstBias, Constant SecondBias, bool IsJoined,
    bool IsAsymmetric)
{
    /// <summary>The weights in a form that computes what the cell computes, quantized rows included; null where there is none.</summary>
    public static GatedUnitWeights? Of(GatedUnitCell cell) => Joined(cell) ?? Separate(cell);

    /// <summary>One matrix under the other, with the scales of their rows.</summary>
    public static (Constant Matrix, AffineQuantization? Quantization) Stack(ImmutableArray<WeightCut> cuts)
    {
        var matrix = ConstantRows.Stack([.. cuts.Select(cut => cut.ToConstant())]);
        if (cuts[0].Quantization is null)
        {
            return (matrix, null);
        }

        float[] scales = [.. cuts.SelectMany(cut => cut.Scales()!)];
        return (matrix, Array.TrueForAll(scales, scale => scale.Equals(scales[0]))
            ? AffineQuantization.PerTensor(scales[0], 0)
            : new AffineQuantization([.. scales], [.. scales.Select(_ => 0L)]));
    }

    /// <summary>Products that read input and state side by side.</summary>
    private static GatedUnitWeights? Joined(GatedUnitCell cell)
    {
        var cuts = cell.Gates.Select(HybridProducts.Join).ToArray();
        var whole = cell.UpdateGate.Input.Whole;
        if (cell.ResetsAfter || cuts.Contains(null) || cell.ResetGate.Input.Whole != whole
            || !HaveOneType(cuts!, cell, out var isAsymmetric))
        {
            return null;
        }

        return new GatedUnitWeights([cuts[0]!, cuts[1]!], [cuts[2]!], Biases(cell.UpdateGate.Bias, cell.ResetGate.Bias, cell),
            Biases(cell.Candidate.Bias, cell), true, isAsymmetric);
    }

    private static GatedUnitWeights? Separate(GatedUnitCell cell)
    {
        WeightCut[] inputs = [.. cell.Gates.Select(gate => gate.Input.Weights)];
        WeightCut[] recurrent = [.. cell.Gates.Select(gate => gate.Recurrent.Weights)];
        if (!HaveOneType([.. inputs, .. recurrent], cell, out var isAsymmetric))
        {
            return null;
        }

        // Bytes are read with a scale for each whole row: another row in the product would be another scale.
        var areRowsWhole = cell.Gates.All(gate => gate.Input.Whole == gate.Input.Source && gate.Recurrent.Whole == gate.Recurrent.Source);
        if (inputs[0].Quantization is not null && !areRowsWhole)
        {
            return null;
        }

        var own = areRowsWhole && cell.Gates.All(HasOwnBiases);
        return new GatedUnitWeights(
            [.. inputs], [.. recurrent],
            own ? Biases(cell.UpdateGate.Input.Bias, cell.ResetGate.Input.Bias, cell.Candidate.Input.Bias, cell)
                : Biases(cell.UpdateGate.Bias, cell.ResetGate.Bias, cell.Candidate.Bias, cell),
            own ? Biases(cell.UpdateGate.Recurrent.Bias, cell.ResetGate.Recurrent.Bias, cell.Candidate.Recurrent.Bias, cell)
                : Biases(null, null, cell.RecurrentBias, cell),
            false, isAsymmetric);

        bool HasOwnBiases(CellGate gate) => ReferenceEquals(gate, cell.Candidate) && cell.ResetsAfter
            ? ConstantRows.AreEqual(gate.Bias, gate.Input.Bias) && ConstantRows.AreEqual(cell.RecurrentBias, gate.Recurrent.Bias)
            : ConstantRows.AreEqual(gate.Bias, ConstantRows.Sum(gate.Input.Bias, gate.Recurrent.Bias));
    }

    /// <summary>Whether all blocks are float32, or all bytes, whose rows are quantized in one way.</summary>
    private static bool HaveOneType(WeightCut[] cuts, GatedUnitCell cell, out bool isAsymmetric)
    {
        var asymmetric = cell.UpdateGate.Input.IsAsymmetric;
        isAsymmetric = asymmetric && cuts[0].Quantization is not null;
        return Array.TrueForAll(cuts,
            cut => cut.Matrix.ElementType == cuts[0].Matrix.ElementType && (cut.Quantization is null) == (cuts[0].Quantization is null))
            && (cuts[0].Quantization is null
                || cell.Gates.All(gate => gate.Input.IsAsymmetric == asymmetric && gate.Recurrent.IsAsymmetric == asymmetric));
    }

    private static Constant Biases(Constant? candidate, GatedUnitCell cell) => candidate ?? ConstantRows.Zeros(cell.Next.Width);

    private static Constant Biases(Constant? update, Constant? reset, GatedUnitCell cell) =>
        ConstantRows.Stack(Biases(update, cell), Biases(reset, cell));

    private static Constant Biases(Constant? update, Constant? reset, Constant? candidate, GatedUnitCell cell) =>
        ConstantRows.Stack(Biases(update, cell), Biases(reset, cell), Biases(candidate, cell));
}
