using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Decides what happens to every constant of a model, without reading the elements of any.</summary>
public static class QuantizationPlanner
{
    /// <exception cref="OctavoException">The recipe or a pattern is wrong.</exception>
    public static QuantizationPlan Plan(Model model, Recipe recipe, WeightQuantizationOptions? options = null)
    {
        var planner = new UsePlanner(recipe, options ?? new WeightQuantizationOptions());
        var constants = model.Subgraphs.SelectMany((graph, index) => Plan(graph, index, planner));
        return new QuantizationPlan(recipe.Name, ModelConstants.Describe(model), [.. constants]);
    }

    private static IEnumerable<PlannedConstant> Plan(Graph graph, int subgraph, UsePlanner planner)
    {
        var constants = ModelConstants.Of(graph);
        var uses = new Dictionary<Value, List<WeightUse>>(ReferenceEqualityComparer.Instance);
        var positions = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        for (var position = 0; position < graph.Nodes.Count; position++)
        {
            var node = graph.Nodes[position];
            positions.Add(node, position);
            foreach (var use in PlanNode(node, planner))
            {
                uses.TryAdd(use.Constant, []);
                uses[use.Constant].Add(use);
            }
        }

        var returned = graph.Outputs.ToHashSet(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < constants.Count; index++)
        {
            WorkWatch.Observe("planning", index, constants.Count);
            var constant = constants[index];
            var planned = new PlannedConstant(
                subgraph, index, constant.Name, constant.ElementType, [.. constant.Constant!.Shape.Sizes], "", "", [], true);
            yield return WhyKept(constant, returned.Contains(constant)) is { } reason
                ? planned.Keep(reason)
                : uses.TryGetValue(constant, out var readers) ? Combine(planned, readers, positions) : planned.Keep("no node reads it");
        }
    }

    /// <summary>What forbids to change the constant, whoever reads it.</summary>
    private static string? WhyKept(Value constant, bool isReturned)
    {
        if (ModelConstants.IsQuantized(constant))
        {
            var scales = constant.Quantization is { IsPerChannel: true } quantization ? $" per channel (axis {quantization.Axis})" : "";
            return $"already {PlannedForm.TypeName(constant.ElementType)}{scales}";
        }

        return constant.ElementType switch
        {
            ElementType.Float16 or ElementType.BFloat16 => $"already {PlannedForm.TypeName(constant.ElementType)}",
            ElementType.Float32 when constant.Sparsity is not null => "stored sparsely",
            ElementType.Float32 when isReturned => "an output of the model",
            ElementType.Float32 when constant.Constant!.ElementCount == 0 => "no elements",
            ElementType.Float32 => null,
            var other => $"{PlannedForm.TypeName(other)}, not float",
        };
    }

    private static List<WeightUse> PlanNode(Node node, UsePlanner planner)
    {
        var uses = new List<WeightUse>();
        for (var input = 0; input < node.Inputs.Count; input++)
        {
            if (node.Inputs[input] is { IsConstant: true, IsVariable: false, ElementType: ElementType.Float32, Sparsity: null } constant)
            {
                uses.Add(planner.Plan(node, input, constant));
            }
        }

        if (node.Operator is IQuantizable { Contract: { AllOrNothing: true } contract })
        {
            KeepTogether(node, [.. uses.Where(use => contract.Weights.Any(weight => weight.Input == use.Input))]);
        }

        if (uses.Exists(use => use.IsInPlace) && !HybridTrial.Ask(node, uses).IsYes)
        {
            uses.FindAll(use => use.IsInPlace).ForEach(planner.Dequantize);
        }

        return uses;
    }

    private static void KeepTogether(Node node, List<WeightUse> weights)
    {
        if (weights.Find(use => use.Solver is null) is { } kept)
        {
            foreach (var use in weights.Where(use => use.IsInPlace))
            {
                use.Keep($"{node.Where} computes with 8-bit weights only where all are, and '{kept.Constant.Name}' stays float ({kept.Refusal})");
            }
        }
    }

    /// <summary>Readers that want the same form share it; those that want another one get a copy.</summary>
    private static PlannedConstant Combine(PlannedConstant planned, List<WeightUse> uses, Dictionary<Node, int> positions)
    {
        var kept = uses.Where(use => use.Solver is null).ToList();
        var forms = uses.Where(use => use.Solver is not null)
            .GroupBy(use => (use.Solver!.Name, use.Axis, use.Placement, use.AsymmetricInputs))
            .Select(group => new PlannedForm(
                group.Key.Name, group.Key.Axis, group.Key.Placement, group.Key.AsymmetricInputs,
                [.. group.Select(use => new PlannedReader(positions[use.Node], use.Input, use.Node.Where))]))
            .ToImmutableArray();
        if (forms.Length == 0)
        {
            return planned.Keep(string.Join("; ", kept.Select(use => use.Refusal).Distinct()));
        }

        var reasons = forms.Select(Explain).Concat(kept.Select(use => $"float: {use.Refusal}").Distinct());
        var actions = forms.Select(form => form.Describe()).Concat(kept.Count == 0 ? [] : ["a float copy"]);
        return planned with { Action = string.Join(" and ", actions), Reason = string.Join("; ", reasons), Forms = forms, KeepsFloat = kept.Count != 0 };
    }

    private static string Explain(PlannedForm form)
    {
        const int MostNames = 3;
        var names = string.Join(", ", form.Readers.Take(MostNames).Select(reader => reader.Name));
        var readers = form.Readers.Length > MostNames ? $"{names} and {form.Readers.Length - MostNames} more" : names;
        return form.Placement switch
        {
            WeightPlacement.InPlace => $"for {readers}",
            WeightPlacement.DequantizeInFront => $"for {readers}, dequantized in front",
            WeightPlacement.LookupInFront => $"for {readers}, whose rows are looked up in front",
            _ => $"for {readers}, dequantized behind",
        };
    }
}
