using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Quantizes the weights of a model.</summary>
internal static class WeightQuantizer
{
    /// <summary>Plans and rewrites in place. Constants are read once for their scales; codes are computed when they are written or packed.</summary>
    /// <returns>The plan as it was carried out.</returns>
    /// <exception cref="OctavoException">The recipe or a pattern is wrong.</exception>
    public static QuantizationPlan Apply(Model model, Recipe recipe, WeightQuantizationOptions? options = null)
    {
        var plan = QuantizationPlanner.Plan(model, recipe, options);
        return WeightRewriter.Apply(model, SplitInputWeights(model, recipe, plan) ? QuantizationPlanner.Plan(model, recipe, options) : plan);
    }

    /// <summary>Makes the weights more precise of operators that compute with one scale for each of them, where the recipe says so.</summary>
    /// <returns>Whether a graph has changed.</returns>
    private static bool SplitInputWeights(Model model, Recipe recipe, QuantizationPlan plan)
    {
        var matcher = new RecipeMatcher(recipe);
        var changed = false;
        for (var index = 0; index < model.Subgraphs.Count; index++)
        {
            var graph = model.Subgraphs[index];
            var planned = plan.Constants.Where(constant => constant.Subgraph == index)
                .SelectMany(constant => constant.Forms)
                .Where(form => form is { Placement: WeightPlacement.InPlace, Axis: null })
                .SelectMany(form => form.Readers)
                .Select(reader => (reader.Node, reader.Input))
                .ToHashSet();
            var nodes = graph.Nodes.Where((node, position) => node.Operator is IInputWeights { InputWeights: var inputs }
                && inputs.Where(input => node.OptionalInput(input) is not null)
                    .All(input => planned.Contains((position, input)) && matcher.Find(node, node.Input(input)) is { SplitsInputWeights: true }));
            var revision = graph.Revision;
            PassRunner.Run(graph, [new SplitInputWeights(nodes.ToHashSet())]);
            changed |= graph.Revision != revision;
        }

        return changed;
    }
}
