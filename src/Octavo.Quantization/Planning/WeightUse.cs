using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Quantization;

/// <summary>A constant at one input of one node, and what is planned for it there.</summary>
/// <param name="Constant">Float32, or float16 that the node reads through a DEQUANTIZE.</param>
internal sealed record WeightUse(Node Node, int Input, Value Constant)
{
    public UseDecision Decision { get; set; } = new();

    /// <summary>How the operator takes weights here; null where it takes none.</summary>
    public WeightForm? Form => (Node.Operator as IQuantizable)?.Contract.WeightAt(Input);

    public IWeightSolver? Solver => Decision.Solver;

    public int? Axis => Decision.Axis;

    public WeightPlacement Placement => Decision.Placement;

    public bool IsInPlace => Solver is not null && Placement == WeightPlacement.InPlace;

    /// <summary>What the node is to read of a weight that is quantized in place. Its scales are not known before it is quantized.</summary>
    public OperandType PlannedType
    {
        get
        {
            var shape = Constant.Constant!.Shape;
            var count = Axis is { } axis ? shape[axis] : 1;
            var quantization = new AffineQuantization([.. Enumerable.Repeat(1f, count)], [.. Enumerable.Repeat(0L, count)], Axis ?? 0);
            return new OperandType(Solver!.ElementType, shape)
            {
                Quantization = quantization, IsConstant = true, Sparsity = Constant.Sparsity,
            };
        }
    }

    public WeightUse Keep(string reason, string? kind = null, bool mayDequantize = false)
    {
        Decision = new UseDecision(Refusal: reason, RefusalKind: kind ?? reason, MayDequantize: mayDequantize);
        return this;
    }

    public WeightUse Take(IWeightSolver solver, int? axis, WeightPlacement placement, bool asymmetricInputs = false)
    {
        Decision = new UseDecision(solver, axis, placement, asymmetricInputs);
        return this;
    }

    /// <summary>
    /// Takes the form that others have of the same elements: as the operator's kernels allow it, else behind a DEQUANTIZE.
    /// </summary>
    /// <returns>False where the reader asks for the elements as they are.</returns>
    public bool TryShare(IWeightSolver solver, int? axis)
    {
        if (solver.BlockSize is not null)
        {
            return Solver == solver;
        }

        if (Solver is null && !Decision.MayDequantize)
        {
            return false;
        }

        var form = Form;
        var canStay = Solver is not null && Solver.ElementType == solver.ElementType && Placement switch
        {
            WeightPlacement.InPlace => solver.IsSymmetric && form is not null && (axis is null
                ? form.Hybrid is not HybridForm.PerChannelOnly
                : axis == form.ChannelAxis && form.Hybrid is not HybridForm.PerTensorOnly),
            WeightPlacement.LookupInFront => solver.IsSymmetric && form is not null && (axis is null || axis == form.ChannelAxis),
            WeightPlacement.DequantizeBehind => axis is null,
            _ => true,
        };
        Take(solver, axis, canStay ? Placement : WeightPlacement.DequantizeInFront, canStay && Decision.AsymmetricInputs);
        return true;
    }
}
