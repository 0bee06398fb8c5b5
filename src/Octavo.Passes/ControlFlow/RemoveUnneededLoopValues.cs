using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Takes values out of loops that neither the condition, nor a later step, nor what is read of the loop's results depends on.
/// </summary>
internal sealed class RemoveUnneededLoopValues : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.Where(node => node.Operator is While).ToArray())
        {
            var loop = (While)node.Operator;
            var (condition, body) = (loop.Condition.Target, loop.Body.Target);
            for (var index = 0; index < node.Outputs.Count; index++)
            {
                if (ReferenceEquals(body.Outputs[index], body.Inputs[index]) && edit.Graph.IsRead(node.Outputs[index]))
                {
                    edit.ReplaceUses(node.Outputs[index], node.Input(index));
                }
            }

            var needed = Needed(body,
                Enumerable.Range(0, node.Outputs.Count)
                .Where(index => edit.Graph.IsRead(node.Outputs[index]) || condition.IsRead(condition.Inputs[index])));
            if (needed.Count < node.Outputs.Count && needed.Count != 0)
            {
                SubgraphCalls.Keep(edit, node, needed, needed);
            }
        }
    }

    /// <summary>The given values and all that steps need to compute them, ascending.</summary>
    private static List<int> Needed(Graph body, IEnumerable<int> wanted)
    {
        var places = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < body.Inputs.Count; index++)
        {
            places.Add(body.Inputs[index], index);
        }

        var seen = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Value>(body.Nodes.Where(node => node.IsStateful()).SelectMany(node => node.Inputs).OfType<Value>());
        var needed = new SortedSet<int>();
        void Need(int index)
        {
            if (needed.Add(index))
            {
                pending.Push(body.Outputs[index]);
            }
        }

        foreach (var index in wanted)
        {
            Need(index);
        }

        while (pending.TryPop(out var value))
        {
            if (!seen.Add(value))
            {
                continue;
            }

            if (places.TryGetValue(value, out var index))
            {
                Need(index);
            }

            foreach (var input in value.Producer?.Inputs.OfType<Value>() ?? [])
            {
                pending.Push(input);
            }
        }

        return [.. needed];
    }
}
