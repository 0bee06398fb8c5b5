using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Decides about one float constant where one node reads it, by the recipe, the options and the operator's contract.</summary>
internal sealed class UsePlanner(Recipe recipe, WeightQuantizationOptions options)
{
    private readonly RecipeMatcher matcher = new(recipe);
    private readonly NameFilter filter = new(options);

    public WeightUse Plan(Node node, int input, Value constant)
    {
        var use = new WeightUse(node, input, constant);
        if (matcher.Find(node, constant) is not { } rule)
        {
            return use.Keep($"no rule of the recipe applies to {node.Where}", $"no rule of the recipe applies to {node.Operator.Name}");
        }

        if (rule.Algorithm == RuleAlgorithm.KeepFloat)
        {
            return use.Keep($"the recipe keeps {node.Where}", $"the recipe keeps {node.Operator.Name}");
        }

        if (filter.Refusal(node, constant) is { } refusal)
        {
            return use.Keep(refusal);
        }

        if (rule.Algorithm == RuleAlgorithm.Float16)
        {
            return constant.ElementType == ElementType.Float16 ? use.Keep("already float16")
                : HasIntegerWeights(node) ? use.Keep(
                    $"{node.Where} computes with integer weights, beside which LiteRT takes float32 only", "its reader computes with integer weights, beside which LiteRT takes float32 only")
                : use.Take(WeightSolvers.Find("float16"), null, WeightPlacement.DequantizeInFront);
        }

        if (OperandOf(node, input) is not { } operand)
        {
            return KeepWhatIsNoWeight(use);
        }

        var least = options.MinWeightElements ?? rule.MinWeightElements;
        var countsAlone = !operand.IsVector || rule.Algorithm == RuleAlgorithm.WeightOnly;
        return countsAlone && WhyTooFew(use, operand, least) is { } tooFew ? use.Keep(tooFew, $"fewer than {least} elements") : Take(use, rule, operand);
    }

    private WeightUse Take(WeightUse use, RecipeRule rule, WeightForm operand) =>
        rule.Algorithm == RuleAlgorithm.WeightOnly ? TakeWeightOnly(use, rule, operand) : TakeDynamicRange(use, rule, operand);

    /// <exception cref="OctavoException">A pattern, or an operator or scope of a rule, matches nothing of the model.</exception>
    public void RequireMatches(Model model)
    {
        var readings = ConstantNames.Readings(model);
        filter.RequireMatches(readings);
        matcher.RequireMatches(readings);
    }

    /// <summary>The form that a use falls back to where no kernel computes with codes: a DEQUANTIZE.</summary>
    public void Dequantize(WeightUse use)
    {
        var rule = matcher.Find(use.Node, use.Constant)!;
        TakeDequantized(use, rule, OperandOf(use.Node, use.Input)!);
    }

    private WeightUse TakeDynamicRange(WeightUse use, RecipeRule rule, WeightForm operand)
    {
        var solver = WeightSolvers.Find(rule.HybridSolver);
        var axis = AxisOf(use, rule, solver, operand);
        var isPossible = solver.ElementType != ElementType.UInt8 || operand.TakesUInt8;
        return operand.Hybrid switch
        {
            HybridForm.PerChannelOnly when isPossible && HasScaleForEachChannel(use, axis, operand) => use.Take(solver, axis, WeightPlacement.InPlace, rule.AsymmetricInputs),
            HybridForm.PerTensorOrPerChannel or HybridForm.Lookup when isPossible => use.Take(solver, axis, WeightPlacement.InPlace, rule.AsymmetricInputs),
            HybridForm.LookupInFront when isPossible => use.Take(solver, axis, WeightPlacement.LookupInFront),
            HybridForm.PerTensorOnly when isPossible => use.Take(solver, null, WeightPlacement.InPlace, rule.AsymmetricInputs),
            _ => TakeDequantized(use, rule, operand),
        };
    }

    private WeightUse TakeWeightOnly(WeightUse use, RecipeRule rule, WeightForm operand)
    {
        var solver = WeightSolvers.Find(rule.Solver);
        return operand.Hybrid is HybridForm.Lookup or HybridForm.LookupInFront && solver.ElementType == ElementType.Int8
            ? use.Take(
                solver, AxisOf(use, rule, solver, operand), operand.Hybrid == HybridForm.Lookup ? WeightPlacement.InPlace : WeightPlacement.LookupInFront)
            : TakeDequantized(use, rule, operand);
    }

    private WeightUse TakeDequantized(WeightUse use, RecipeRule rule, WeightForm operand)
    {
        var solver = WeightSolvers.Find(rule.Solver);
        return operand.Hybrid == HybridForm.DequantizeBehind
            ? use.Take(solver, null, WeightPlacement.DequantizeBehind)
            : use.Take(solver, AxisOf(use, rule, solver, RowsOf(use, rule, operand)), WeightPlacement.DequantizeInFront);
    }

    /// <summary>A DEQUANTIZE takes a scale for each row of a matrix, also where the reader's own kernels would take only one: the recipes that rely on it use that.</summary>
    private static WeightForm RowsOf(WeightUse use, RecipeRule rule, WeightForm operand) =>
        operand is { ChannelAxis: null, IsVector: false } && rule.Algorithm == RuleAlgorithm.WeightOnly && use.Constant.Constant!.Shape.Rank == 2
            ? operand with { ChannelAxis = 0 }
            : operand;

    /// <summary>An axis of size 1 needs no scales of its own.</summary>
    private int? AxisOf(WeightUse use, RecipeRule rule, IWeightSolver solver, WeightForm operand)
    {
        var shape = use.Constant.Constant!.Shape;
        return !options.PerTensor && !rule.PerTensor && solver.HasChannels && operand.ChannelAxis is { } axis && axis < shape.Rank && shape[axis] > 1 ? axis : null;
    }

    /// <summary>The matrices of a layer that are quantized together count together.</summary>
    private static string? WhyTooFew(WeightUse use, WeightForm operand, int least)
    {
        var own = use.Constant.Constant!.ElementCount;
        if (operand.IsVector || use.Node.Operator is not IQuantizable { Contract: { AllOrNothing: true } contract })
        {
            return own < least ? $"{own} elements, fewer than {least}" : null;
        }

        var together = contract.WeightInputs
            .Where(input => contract.WeightAt(input) is { IsVector: false })
            .Select(input => WeightReading.Source(use.Node.OptionalInput(input)))
            .OfType<Value>().Distinct().Sum(weight => weight.Constant!.ElementCount);
        return together < least ? $"{together} elements with the other weights of {use.Node.Where}, fewer than {least}" : null;
    }

    private static bool HasScaleForEachChannel(WeightUse use, int? axis, WeightForm operand)
    {
        var shape = use.Constant.Constant!.Shape;
        return axis is not null || (operand.ChannelAxis is { } channels && channels < shape.Rank && shape[channels] == 1);
    }

    private static WeightForm? OperandOf(Node node, int input) =>
        (node.Operator as IQuantizable)?.Contract.WeightAt(input);

    private static bool HasIntegerWeights(Node node) =>
        node.Operator is IQuantizable { Contract: var contract } && contract.WeightInputs.Any(input => node.OptionalInput(input) is { } weights && ModelConstants.IsQuantized(weights));

    private static WeightUse KeepWhatIsNoWeight(WeightUse use)
    {
        var (node, input) = (use.Node, use.Input);
        var name = node.Operator.Name;
        return node.Operator switch
        {
            IQuantizable quantizable when quantizable.Contract.Input(input).Role == OperandRole.Bias => use.Keep($"bias of {node.Where}", "bias"),
            IQuantizable { Contract: var contract } when contract.WeightInputs.Any() => use.Keep($"input {input} of {node.Where} is no weight", $"input {input} of {name} is no weight"),
            OpaqueOperator => use.Keep($"read by {node.Where}, whose weights Octavo does not know", $"read by {name}, whose weights Octavo does not know"),
            _ => use.Keep(
                $"read by {node.Where}, which has no weight operand", $"read by {name}, which has no weight operand",
                mayDequantize: node.Operator is not ISubgraphOperator),
        };
    }
}
