using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>What a graph's outputs depend on, if some values were given.</summary>
internal static class NeededValues
{
    /// <param name="given">Values whose producers are not needed.</param>
    /// <param name="except">Nodes with states that do not count; null for none.</param>
    /// <returns>All values that outputs or nodes with states depend on; of those that are given the ones that are reached.</returns>
    public static HashSet<Value> Of(Graph graph, IEnumerable<Value> given, IReadOnlySet<Node>? except = null)
    {
        var ends = new HashSet<Value>(given, ReferenceEqualityComparer.Instance);
        var needed = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Value>(graph.Outputs.Concat(
            graph.Nodes.Where(node => node.IsStateful() && except?.Contains(node) != true)
            .SelectMany(node => node.Inputs.OfType<Value>().Concat(node.Outputs))));
        while (pending.TryPop(out var value))
        {
            if (needed.Add(value) && !ends.Contains(value))
            {
                foreach (var input in value.Producer?.Inputs ?? [])
                {
                    if (input is not null)
                    {
                        pending.Push(input);
                    }
                }
            }
        }

        return needed;
    }
}
