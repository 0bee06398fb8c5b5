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
            return use.Keep($"no rule of the recipe applies to {node.Where}");
        }

        if (rule.Algorithm == RuleAlgorithm.KeepFloat)
        {
            return use.Keep($"the recipe keeps {node.Where}");
        }

        if (filter.Refusal(node, constant) is { } refusal)
        {
            return use.Keep(refusal);
        }

        if (rule.Algorithm == RuleAlgorithm.Float16)
        {
            return HasIntegerWeights(node)
                ? use.Keep($"{node.Where} computes with integer weights, beside which LiteRT takes float32 only")
                : use.Take(WeightSolvers.Find("float16"), null, WeightPlacement.DequantizeInFront);
        }

        if (OperandOf(node, input) is not { } operand)
        {
            return use.Keep(WhyNoWeight(node, input));
        }

        var least = options.MinWeightElements ?? rule.MinWeightElements;
        var countsAlone = !operand.IsVector || rule.Algorithm == RuleAlgorithm.WeightOnly;
        if (countsAlone && constant.Constant!.ElementCount < least)
        {
            return use.Keep($"{constant.Constant!.ElementCount} elements, fewer than {least}");
        }

        return rule.Algorithm == RuleAlgorithm.WeightOnly ? TakeWeightOnly(use, rule, operand) : TakeDynamicRange(use, rule, operand);
    }

    /// <summary>The form that a use falls back to where no kernel computes with codes: a DEQUANTIZE.</summary>
    public void Dequantize(WeightUse use)
    {
        var rule = matcher.Find(use.Node, use.Constant)!;
        TakeDequantized(use, rule, OperandOf(use.Node, use.Input)!);
    }

    private WeightUse TakeDynamicRange(WeightUse use, RecipeRule rule, WeightOperand operand)
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

    private WeightUse TakeWeightOnly(WeightUse use, RecipeRule rule, WeightOperand operand)
    {
        var solver = WeightSolvers.Find(rule.Solver);
        return operand.Hybrid is HybridForm.Lookup or HybridForm.LookupInFront && solver.ElementType == ElementType.Int8
            ? use.Take(
                solver, AxisOf(use, rule, solver, operand), operand.Hybrid == HybridForm.Lookup ? WeightPlacement.InPlace : WeightPlacement.LookupInFront)
            : TakeDequantized(use, rule, operand);
    }

    private WeightUse TakeDequantized(WeightUse use, RecipeRule rule, WeightOperand operand)
    {
        var solver = WeightSolvers.Find(rule.Solver);
        return operand.Hybrid == HybridForm.DequantizeBehind
            ? use.Take(solver, null, WeightPlacement.DequantizeBehind)
            : use.Take(solver, AxisOf(use, rule, solver, operand), WeightPlacement.DequantizeInFront);
    }

    /// <summary>An axis of size 1 needs no scales of its own.</summary>
    private int? AxisOf(WeightUse use, RecipeRule rule, IWeightSolver solver, WeightOperand operand)
    {
        var shape = use.Constant.Constant!.Shape;
        return !options.PerTensor && !rule.PerTensor && solver.HasChannels && operand.ChannelAxis is { } axis && axis < shape.Rank && shape[axis] > 1 ? axis : null;
    }

    private static bool HasScaleForEachChannel(WeightUse use, int? axis, WeightOperand operand)
    {
        var shape = use.Constant.Constant!.Shape;
        return axis is not null || (operand.ChannelAxis is { } channels && channels < shape.Rank && shape[channels] == 1);
    }

    private static WeightOperand? OperandOf(Node node, int input) =>
        (node.Operator as IQuantizable)?.Contract.Weights.FirstOrDefault(operand => operand.Input == input);

    private static bool HasIntegerWeights(Node node) =>
        node.Operator is IQuantizable { Contract: var contract } && contract.Weights.Any(operand => node.OptionalInput(operand.Input) is { } weights && ModelConstants.IsQuantized(weights));

    private static string WhyNoWeight(Node node, int input) => node.Operator switch
    {
        IQuantizable quantizable when quantizable.Contract.Biases.Contains(input) => $"bias of {node.Where}",
        IQuantizable { Contract.Weights.Length: > 0 } => $"input {input} of {node.Where} is no weight",
        OpaqueOperator => $"read by {node.Where}, whose weights Octavo does not know",
        _ => $"read by {node.Where}, which has no weight operand",
    };
}
