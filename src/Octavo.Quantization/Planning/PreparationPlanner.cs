using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>
/// Decides which nodes are rewritten before their weights are quantized, from the forms that are planned and from the weights.
/// </summary>
internal sealed class PreparationPlanner(Recipe recipe)
{
    private readonly RecipeMatcher matcher = new(recipe);

    /// <returns>In the order of nodes, of each as the recipe's rules stand.</returns>
    public IEnumerable<NodeDecision> Propose(Model model, QuantizationPlan plan)
    {
        var forms = plan.Values.SelectMany(value => value.Forms)
            .SelectMany(form => form.Readers.Select(reader => (reader.Node, reader.Input, Form: form)))
            .ToLookup(entry => entry.Node, entry => (entry.Input, entry.Form));
        return from subgraph in Enumerable.Range(0, model.Subgraphs.Count)
            from node in model.Subgraphs[subgraph].Nodes
            where forms.Contains(node.Id)
            from decision in Propose(subgraph, node, forms[node.Id].ToImmutableDictionary(entry => entry.Input, entry => entry.Form))
            select decision;
    }

    private IEnumerable<NodeDecision> Propose(int subgraph, Node node, ImmutableDictionary<int, PlannedForm> forms)
    {
        var inputs = forms.Keys.SelectMany(
            input => matcher.Preparations(node, WeightReading.Source(node.Inputs[input])!).Select(algorithm => (input, algorithm)))
            .ToLookup(entry => entry.algorithm, entry => entry.input);
        foreach (var group in inputs)
        {
            if (group.Key.Propose(node, forms.RemoveRange(forms.Keys.Except(group))) is { } reason)
            {
                yield return new NodeDecision(subgraph, node.Id, node.Where, group.Key.Name, reason);
            }
        }
    }
}
