using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo;

/// <summary>What can be counted in a model without running it.</summary>
/// <param name="Parameters">Elements of its constants of real numbers, each constant once.</param>
/// <param name="MultiplyAdds">Products that one invocation of the main graph adds up, for a batch of 1 where the batch is open; bodies of
/// loops count once. Null
/// where sizes are not known.</param>
/// <param name="ArenaBytes">The most that results of the main graph need at one moment, each result once; a runtime's memory for them is at
/// least that. Null where
/// sizes are not known.</param>
/// <param name="Largest">The constants of the most bytes, the largest first.</param>
/// <param name="Quantization">
/// Constants by their numbers and by what their scales belong to: element type, scales and how many constants and bytes.
/// </param>
internal sealed record ModelFigures(
    long Parameters, long? MultiplyAdds, long? ArenaBytes,
    ImmutableArray<Value> Largest, ImmutableArray<(string Type, string Scales, int Constants, long Bytes)> Quantization)
{
    private const int Shown = 10;

    public static ModelFigures Of(Model model)
    {
        var constants = model.Subgraphs.SelectMany(graph => graph.Values())
            .Where(value => value.Constant is { } constant && constant.ElementType != ElementType.String)
            .DistinctBy(value => value.Constant, ReferenceEqualityComparer.Instance).ToList();
        return new ModelFigures(
            constants.Where(IsParameter).Sum(value => value.Constant!.ElementCount),
            Sum(model.Subgraphs.SelectMany(graph => graph.Nodes).Select(Operators.MultiplyAdds.Of)),
            PeakOf(model.Main),
            [.. constants.OrderByDescending(value => value.Constant!.SizeInBytes).ThenBy(value => value.Name, StringComparer.Ordinal)
                .Take(Shown)],
            [.. constants.GroupBy(value => (Type: value.Constant!.ElementType.ToString(), Scales: ScalesOf(value)))
                .OrderBy(group => group.Key.Type, StringComparer.Ordinal).ThenBy(group => group.Key.Scales, StringComparer.Ordinal)
                .Select(group => (group.Key.Type, group.Key.Scales, group.Count(), group.Sum(value => value.Constant!.SizeInBytes)))]);
    }

    /// <summary>Weights and biases, not shapes and axes: real numbers, or integers that stand for them.</summary>
    private static bool IsParameter(Value value) => value.Quantization is not null || value.QuantizationDetail is not null
        || value.Constant!.ElementType is ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16 or ElementType.Float64;

    private static string ScalesOf(Value value) => value.Quantization is not { } quantization
        ? value.QuantizationDetail is null ? "no scale" : "scales of blocks"
        : quantization.Scales.Length == 1 ? "one scale" : "a scale for each channel";

    private static long? Sum(IEnumerable<long?> numbers) => numbers.Aggregate((long?)0, (sum, number) => sum + number);

    /// <summary>Each result lives from its node to its last reader; outputs and inputs of the graph live throughout.</summary>
    private static long? PeakOf(Graph graph)
    {
        var last = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < graph.Nodes.Count; index++)
        {
            foreach (var value in graph.Nodes[index].Inputs.OfType<Value>().Concat(graph.Nodes[index].Outputs))
            {
                last[value] = index;
            }
        }

        foreach (var value in graph.Outputs.Concat(graph.Inputs))
        {
            last[value] = graph.Nodes.Count;
        }

        var ending =
            last.GroupBy(entry => entry.Value).ToDictionary(group => group.Key, group => group.Select(entry => entry.Key).ToList());
        var live = Sum(graph.Inputs.Select(BytesOf));
        var peak = live;
        for (var index = 0; index < graph.Nodes.Count && live is not null; index++)
        {
            live += Sum(graph.Nodes[index].Outputs.Select(BytesOf));
            peak = live is null ? null : Math.Max(peak!.Value, live.Value);
            live -= Sum(ending.GetValueOrDefault(index, []).Where(value => value.Producer is not null).Select(BytesOf));
        }

        return live is null ? null : peak;
    }

    private static long? BytesOf(Value value)
    {
        if (!value.Shape.HasRank || !value.ElementType.HasFixedSize())
        {
            return null;
        }

        var sizes = value.Shape.Sizes.ToArray();
        var open = sizes.Length != 0 && sizes[0] == Shape.UnknownSize ? 1 : 0;
        if (sizes.Skip(open).Contains(Shape.UnknownSize))
        {
            return null;
        }

        var elements = sizes.Skip(open).Aggregate((Int128)1, (product, size) => Int128.Min(product * size, long.MaxValue / 64));
        return value.ElementType.SizeInBytes((long)elements);
    }
}
