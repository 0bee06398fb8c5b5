using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// Carries the decisions on values out: first every constant that changes is measured, one at a time, then each decision becomes one edit.
/// </summary>
internal sealed class WeightRewriter
{
    /// <summary>
    /// Codes of constants that must be computed are held up to this many bytes in all, which saves computing such a constant a second time.
    /// Mapped ones cost nothing to
    /// read again.
    /// </summary>
    private const long MostHeldBytes = 48L << 20;

    private readonly QuantizationPlan plan;
    private readonly List<PlannedGraph> graphs;
    private readonly List<MeasuredConstant> measured;

    /// <summary>Measures; the model stays as it is.</summary>
    /// <exception cref="OctavoException">The plan was made for another model (kind InvalidData).</exception>
    public WeightRewriter(Model model, QuantizationPlan plan)
    {
        this.plan = plan;
        graphs = [.. model.Subgraphs.Select(graph => new PlannedGraph(graph))];
        var bound = plan.Values.Select(planned => (Graph: Bind(graphs, planned), Planned: planned)).ToList();
        var heldBytes = 0L;
        var reader = new ConstantReader();
        measured = new List<MeasuredConstant>(bound.Count);
        foreach (var constant in bound)
        {
            WorkWatch.Observe("measuring", measured.Count, bound.Count);
            measured.Add(Measure(constant.Graph, constant.Planned, reader, ref heldBytes));
        }
    }

    /// <summary>Constants whose elements have no such form as is planned.</summary>
    public IReadOnlyList<Value> Refused => [.. measured.Where(constant => !constant.IsPossible).Select(constant => constant.Value)];

    /// <returns>The plan with what was lost.</returns>
    public QuantizationPlan Rewrite()
    {
        foreach (var constant in measured.Where(constant => constant.Planned.Forms.Length != 0))
        {
            ConstantRewriter.Rewrite(constant);
        }

        KeepFloatBesideCodes(measured);
        foreach (var graph in graphs)
        {
            RemoveUnreadDequantizes(graph);
            GraphVerifier.Verify(graph.Graph, "weight quantization");
        }

        return plan with { Values = [.. measured.Select(constant => constant.Planned)] };
    }

    private static PlannedGraph Bind(List<PlannedGraph> graphs, ValueDecision planned)
    {
        var graph = planned.Subgraph >= 0 && planned.Subgraph < graphs.Count
            ? graphs[planned.Subgraph] : throw OtherModel(planned, $"{graphs.Count} subgraphs");
        var value = graph.Constants.GetValueOrDefault(planned.Id) ?? throw OtherModel(planned, "no such constant");
        if (value.Name != planned.Name || value.ElementType != planned.ElementType
            || !value.Constant!.Shape.Sizes.SequenceEqual(planned.Sizes.AsSpan()))
        {
            throw OtherModel(planned, value.ToString());
        }

        PlanCheck.Forms(planned, value);
        var stranger = planned.Forms.SelectMany(form => form.Readers)
            .FirstOrDefault(
                reader => !ReferenceEquals(
                    WeightReading.Source(graph.Nodes.GetValueOrDefault(reader.Node)?.Inputs.ElementAtOrDefault(reader.Input)), value));
        if (stranger is not null)
        {
            throw OtherModel(planned, $"a node {stranger.Node} that does not read it at input {stranger.Input}");
        }

        PlacementCheck.Require(planned, graph.Nodes);
        return graph;
    }

    /// <summary>Biases of 16 bits become float32 where their reader computes with codes: beside those LiteRT takes no others.</summary>
    private static void KeepFloatBesideCodes(List<MeasuredConstant> constants)
    {
        var nodes = constants.SelectMany(constant => constant.Planned.Forms
            .Where(form => form.Placement == WeightPlacement.InPlace)
            .SelectMany(form => form.Readers.Select(reader => constant.Graph.Nodes[reader.Node]))).ToHashSet();
        foreach (var half in constants.Where(constant => WeightReading.IsHalf(constant.Value)))
        {
            var readers = WeightReading.Readers(half.Value).Where(use => nodes.Contains(use.Node)).ToList();
            if (readers.Count == 0)
            {
                continue;
            }

            var reals = half.Graph.Edit.AddConstant(half.Value.Name, half.Reals);
            readers.ForEach(use => half.Graph.Edit.SetInput(use.Node, use.Input, reals));
            half.Planned = half.Planned with
            {
                Action = "float32",
                Reason = $"{readers[0].Node.Where} computes with 8-bit weights, beside which LiteRT takes float32 only",
                ReasonKind = "beside 8-bit weights, where LiteRT takes float32 only",
            };
        }
    }

    /// <summary>What read 16-bit constants that have become something else.</summary>
    private static void RemoveUnreadDequantizes(PlannedGraph graph)
    {
        var returned = graph.Graph.Outputs.ToHashSet(ReferenceEqualityComparer.Instance);
        var unread = graph.Nodes.Values.Where(
            node => node.Operator is Dequantize && WeightReading.IsHalf(node.Input(0)) && node.Output.Uses.Count == 0
                && !returned.Contains(node.Output));
        foreach (var node in unread.ToList())
        {
            graph.Edit.RemoveNode(node);
        }
    }

    private static MeasuredConstant Measure(PlannedGraph graph, ValueDecision planned, ConstantReader reader, ref long heldBytes)
    {
        var constant = new MeasuredConstant(graph, graph.Constants[planned.Id], planned);
        if (planned.Forms.Length == 0)
        {
            return constant;
        }

        var source = constant.Reals;
        var tensor = reader.Evaluate(source);
        var solved = planned.Forms.Select(form => form.Scheme).Distinct()
            .ToDictionary(scheme => scheme, scheme => scheme.Solver.Solve(tensor, scheme.Axis));
        constant.Solutions = [.. planned.Forms.Select(form => solved[form.Scheme])];
        if (constant.Solutions.Any(solution => solution.Quantization is { } found && !found.Scales.All(float.IsFinite)))
        {
            constant.IsPossible = false;
            return constant;
        }

        var codes = solved.ToDictionary(entry => entry.Key, entry => entry.Value.Quantize(tensor));
        var losses = solved.Keys.Select(scheme => CodeLoss.Of(tensor, codes[scheme], solved[scheme].Quantization, scheme.Axis)).ToList();
        constant.Planned = planned with { Clamped = losses.Max(loss => loss.Clamped), Vanished = losses.Max(loss => loss.Vanished) };
        var bytes = codes.Values.Sum(code => code.Bytes.Length);
        if (!source.IsFree && heldBytes + bytes <= MostHeldBytes)
        {
            heldBytes += bytes;
            constant.Codes = [.. planned.Forms.Select(form => codes[form.Scheme])];
        }

        return constant;
    }

    private static OctavoException OtherModel(ValueDecision planned, string found) => new(
        ErrorKind.InvalidData, "The plan was made for another model.", $"subgraph {planned.Subgraph}, value {planned.Id}",
        $"'{planned.Name}' {planned.ElementType} [{string.Join(',', planned.Sizes)}]", found, "Make the plan anew from this model.");
}
