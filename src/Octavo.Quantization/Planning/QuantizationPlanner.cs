using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Decides what happens to every constant of a model, without reading the elements of any.</summary>
internal static class QuantizationPlanner
{
    /// <param name="refusals">Constants that turned out to have no form in few bits, and why.</param>
    /// <returns>Decisions on values alone.</returns>
    /// <exception cref="OctavoException">The recipe or a pattern is wrong, or matches nothing of the model.</exception>
    public static QuantizationPlan Plan(
        Model model, Recipe recipe, WeightQuantizationOptions? options = null, IReadOnlyDictionary<Value, string>? refusals = null)
    {
        var chosen = options ?? new WeightQuantizationOptions();
        chosen.Validate();
        var planner = new UsePlanner(recipe, chosen, refusals ?? new Dictionary<Value, string>());
        var drafts = model.Subgraphs.SelectMany((graph, index) => Draft(graph, index, planner)).ToList();
        planner.RequireMatches(model);
        var size = new StorageSize(chosen.CountsTables);
        var storages = drafts.GroupBy(draft => SharedStorage.Identity(draft.Constant)).Select(group => new SharedStorage([.. group], size))
            .ToList();
        storages.ForEach(storage => storage.Decide());
        while (KeepTogether(drafts))
        {
            storages.ForEach(storage => storage.Decide());
        }

        var sharers = drafts.GroupBy(draft => SharedStorage.Identity(draft.Constant))
            .Select((group, number) => (group.Key, Number: number, Names: group.Select(draft => draft.Constant.Name).ToList()))
            .ToDictionary(group => group.Key, group => (group.Number, group.Names));
        return new QuantizationPlan(recipe.Name, ModelConstants.Describe(model), [], [.. drafts.Select(draft =>
        {
            var (number, names) = sharers[SharedStorage.Identity(draft.Constant)];
            var sharing = names.Count == 1 ? null : $"{names[0]} and {names.Count - 1} that share its elements";
            return Combine(draft) with { Storage = number, Sharing = sharing };
        })]);
    }

    private static List<ConstantDraft> Draft(Graph graph, int subgraph, UsePlanner planner)
    {
        var uses = new Dictionary<Value, List<WeightUse>>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes)
        {
            foreach (var use in PlanNode(node, planner))
            {
                uses.TryAdd(use.Constant, []);
                uses[use.Constant].Add(use);
            }
        }

        var returned = graph.Outputs.ToHashSet(ReferenceEqualityComparer.Instance);
        var constants = ModelConstants.Of(graph);
        var drafts = new List<ConstantDraft>(constants.Count);
        for (var index = 0; index < constants.Count; index++)
        {
            WorkWatch.Observe("planning", index, constants.Count);
            var constant = constants[index];
            drafts.Add(new ConstantDraft(
                new ValueDecision(
                    subgraph, constant.Id, constant.Name, constant.ElementType, [.. constant.Constant!.Shape.Sizes], "", "", [], true),
                constant,
                WhyKept(constant, returned),
                uses.GetValueOrDefault(constant) ?? []));
        }

        return drafts;
    }

    /// <summary>What forbids to change the constant, whoever reads it.</summary>
    private static string? WhyKept(Value constant, HashSet<object?> returned)
    {
        if (ModelConstants.IsQuantized(constant))
        {
            var scales = constant.Quantization is { IsPerChannel: true } quantization ? $" per channel (axis {quantization.Axis})" : "";
            return $"already {PlannedForm.TypeName(constant.ElementType)}{scales}";
        }

        return constant.ElementType switch
        {
            ElementType.Float16 when !WeightReading.IsHalf(constant) => "already float16",
            ElementType.Float16 when constant.Uses.Any(use => returned.Contains(use.Node.Output)) => "an output of the model",
            ElementType.BFloat16 => "already bfloat16",
            ElementType.Float32 when constant.Sparsity is not null => "stored sparsely",
            ElementType.Float32 when returned.Contains(constant) => "an output of the model",
            ElementType.Float32 or ElementType.Float16 when constant.Constant!.ElementCount == 0 => "no elements",
            ElementType.Float32 or ElementType.Float16 => null,
            var other => $"{PlannedForm.TypeName(other)}, not float",
        };
    }

    private static List<WeightUse> PlanNode(Node node, UsePlanner planner)
    {
        var uses = new List<WeightUse>();
        for (var input = 0; input < node.Inputs.Count; input++)
        {
            if (WeightReading.Source(node.Inputs[input]) is { } constant)
            {
                uses.Add(planner.Plan(node, input, constant));
            }
        }

        KeepTogether(node, uses);
        var inPlace = uses.FindAll(use => use.IsInPlace && use.Solver!.BlockSize is null);
        if (inPlace.Count != 0 && !SupportPlanned(node, inPlace).IsYes)
        {
            inPlace.ForEach(planner.Dequantize);
        }

        return uses;
    }

    /// <summary>
    /// Yes where the operator has no hybrid kernel here to ask: its contract stands for LiteRT's, as it does for scales of blocks.
    /// </summary>
    private static KernelSupport SupportPlanned(Node node, IEnumerable<WeightUse> uses) => node.Operator is IHybridKernel kernel
        ? kernel.SupportHybrid(
            uses.Aggregate(OperandTypes.Of(node), (types, use) => types.With(use.Input, use.PlannedType)))
        : KernelSupport.Yes;

    private static bool KeepTogether(List<ConstantDraft> drafts)
    {
        var byNode = drafts.SelectMany(draft => draft.Uses).GroupBy(use => use.Node, ReferenceEqualityComparer.Instance)
            .Select(group => group.ToList()).ToList();
        return byNode.ConvertAll(uses => KeepTogether(uses[0].Node, uses)).Contains(true);
    }

    /// <summary>Operators that take all their weights in 8 bits or none keep the others where one stays as it is.</summary>
    /// <returns>Whether a decision has changed.</returns>
    private static bool KeepTogether(Node node, List<WeightUse> uses)
    {
        if (node.Operator is not IQuantizable { Contract: { AllOrNothing: true } contract }
            || uses.Find(use => use.Solver is null && contract.WeightAt(use.Input) is not null) is not { } kept)
        {
            return false;
        }

        var others = uses.FindAll(use => use.IsInPlace);
        others.ForEach(use => use.Keep(
            $"{node.Where} computes with 8-bit weights only where all are, "
                + $"and '{kept.Constant.Name}' stays float ({kept.Decision.Refusal})",
            $"{node.Operator.Name} computes with 8-bit weights only where all are"));
        return others.Count != 0;
    }

    /// <summary>Readers that want the same form share it.</summary>
    private static ValueDecision Combine(ConstantDraft draft)
    {
        var planned = draft.Planned;
        if (draft.WhyKept is { } whyKept)
        {
            return planned.Keep(whyKept);
        }

        var kept = draft.Uses.Where(use => use.Solver is null).ToList();
        var forms = draft.Uses.Where(use => use.Solver is not null)
            .GroupBy(use => (use.Decision.Scheme, use.Placement, use.Decision.AsymmetricInputs))
            .Select(group => new PlannedForm(
                group.Key.Scheme.SolverName, group.Key.Scheme.Bits, group.Key.Scheme.Axis, group.Key.Placement, group.Key.AsymmetricInputs,
                [.. group.Select(use => new PlannedReader(use.Node.Id, use.Input, use.Node.Where))])
            {
                BlockSize = group.Key.Scheme.BlockSize,
            })
            .ToImmutableArray();
        if (forms.Length == 0)
        {
            return kept.Count == 0
                ? planned.Keep("no node reads it")
                : planned.Keep(
                    string.Join("; ", kept.Select(use => use.Decision.Refusal).Distinct()),
                    string.Join("; ", kept.Select(use => use.Decision.RefusalKind).Distinct()));
        }

        var readers = draft.Uses.Where(use => use.Solver is not null).Select(use => use.Node.Operator.Name).Distinct();
        var reasons = forms.Select(Explain).Concat(kept.Select(use => $"float: {use.Decision.Refusal}").Distinct())
            .Concat(draft.Uses.Where(IsOnlyInLiteRT).Select(
                use => $"{use.Node.Operator.Name} reads scales of blocks in LiteRT, not yet in Octavo").Distinct());
        var actions = forms.Select(form => form.Describe()).Distinct().Concat(kept.Count == 0 ? [] : ["a float copy"]);
        return planned with
        {
            Action = string.Join(" and ", actions),
            Reason = string.Join("; ", reasons),
            ReasonKind = $"for {string.Join(", ", readers)}",
            Forms = forms,
            KeepsFloat = kept.Count != 0,
        };
    }

    /// <summary>Lookups alone have a kernel for scales of blocks here.</summary>
    private static bool IsOnlyInLiteRT(WeightUse use) => use is { Solver.BlockSize: not null, Form.Hybrid: not HybridForm.Lookup };

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
