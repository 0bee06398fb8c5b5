using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Stores the weights of a contract in few bits; the algorithms differ in what reads them.</summary>
internal abstract class WeightAlgorithm : IFormAlgorithm
{
    public abstract string Name { get; }

    public abstract IReadOnlyList<(string Type, AlgorithmConfiguration Configuration)> Types { get; }

    public virtual AlgorithmConfiguration Read(RecipeKeys keys, AlgorithmConfiguration start) => start with
    {
        PerTensor = keys.Flag("per_tensor", start.PerTensor),
        BlockSize = keys.Size("block_size", start.Bits < 8 ? WeightSolvers.BlockSizes : []),
        MinWeightElements = keys.Count("min_weight_elements", start.MinWeightElements),
        Solver = keys.Choice(
            "solver", start.Solver,
            WeightSolvers.Names(start.Bits, solver => solver.Measures && solver.Name != WeightSolvers.SignedBytesTypedUInt8)),
    };

    public void Propose(WeightUse use, AlgorithmConfiguration configuration)
    {
        if (use.Form is not { } form)
        {
            KeepWhatIsNoWeight(use);
        }
        else if (CountsAgainstThreshold(form) && WhyTooFew(use, form, configuration.MinWeightElements) is { } tooFew)
        {
            use.Keep(tooFew, $"fewer than {configuration.MinWeightElements} elements");
        }
        else if (configuration.BlockSize is { } size)
        {
            TakeBlocks(use, WeightSolvers.Find(configuration.Solver, configuration.Bits, size), configuration);
        }
        else
        {
            Take(use, form, configuration);
        }
    }

    /// <summary>The form that a use falls back to where no kernel computes with codes: a DEQUANTIZE.</summary>
    public void Dequantize(WeightUse use, AlgorithmConfiguration configuration)
    {
        var form = use.Form!;
        var solver = WeightSolvers.Find(configuration.Solver, configuration.Bits);
        if (form.Hybrid == HybridForm.DequantizeBehind && solver.Bits >= form.LeastBits)
        {
            use.Take(solver, null, WeightPlacement.DequantizeBehind);
        }
        else
        {
            use.Take(solver, AxisOf(use, solver, RowsOf(use, form), configuration), WeightPlacement.DequantizeInFront);
        }
    }

    /// <summary>Whether the reader computes with codes of such weights under this algorithm.</summary>
    protected abstract bool ComputesWith(WeightForm form);

    protected abstract void Take(WeightUse use, WeightForm form, AlgorithmConfiguration configuration);

    private void TakeBlocks(WeightUse use, IWeightSolver solver, AlgorithmConfiguration configuration)
    {
        var sizes = use.Constant.Constant!.Shape.Sizes.ToImmutableArray();
        var refusal = ComputesWith(use.Form!)
            ? BlockFit.Refusal(use.Node, use.Form, sizes, solver)
            : "no DEQUANTIZE takes scales of blocks";
        if (refusal is null)
        {
            use.Take(solver, null, WeightPlacement.InPlace, configuration.AsymmetricInputs);
        }
        else
        {
            use.Keep($"{use.Node.Where}: {refusal}", refusal);
        }
    }

    protected virtual bool CountsAgainstThreshold(WeightForm form) => true;

    /// <summary>How a DEQUANTIZE reads the weights.</summary>
    protected virtual WeightForm RowsOf(WeightUse use, WeightForm form) => form;

    /// <summary>An axis of size 1 needs no scales of its own.</summary>
    protected static int? AxisOf(WeightUse use, IWeightSolver solver, WeightForm form, AlgorithmConfiguration configuration)
    {
        var shape = use.Constant.Constant!.Shape;
        return !configuration.PerTensor && solver.HasChannels && form.ChannelAxis is { } axis && axis < shape.Rank && shape[axis] > 1
            ? axis : null;
    }

    /// <summary>The matrices of a layer that are quantized together count together.</summary>
    private static string? WhyTooFew(WeightUse use, WeightForm form, int least)
    {
        var own = use.Constant.Constant!.ElementCount;
        if (form.IsVector || use.Node.Operator is not IQuantizable { Contract: { AllOrNothing: true } contract })
        {
            return own < least ? $"{own} elements, fewer than {least}" : null;
        }

        var together = contract.WeightInputs
            .Where(input => contract.WeightAt(input) is { IsVector: false })
            .Select(input => WeightReading.Source(use.Node.OptionalInput(input)))
            .OfType<Value>().Distinct().Sum(weight => weight.Constant!.ElementCount);
        return together < least ? $"{together} elements with the other weights of {use.Node.Where}, fewer than {least}" : null;
    }

    private static void KeepWhatIsNoWeight(WeightUse use)
    {
        var (node, input) = (use.Node, use.Input);
        var name = node.Operator.Name;
        _ = node.Operator switch
        {
            IQuantizable quantizable when quantizable.Contract.Input(input).Role == OperandRole.Bias =>
                use.Keep($"bias of {node.Where}", "bias"),
            IQuantizable { Contract: var contract } when contract.WeightInputs.Any() =>
                use.Keep($"input {input} of {node.Where} is no weight", $"input {input} of {name} is no weight"),
            OpaqueOperator =>
                use.Keep($"read by {node.Where}, whose weights Octavo does not know",
                    $"read by {name}, whose weights Octavo does not know"),
            _ => use.Keep(
                $"read by {node.Where}, which has no weight operand", $"read by {name}, which has no weight operand",
                mayDequantize: node.Operator is not ISubgraphOperator),
        };
    }
}
