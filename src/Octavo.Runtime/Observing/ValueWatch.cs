using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>Which values somebody wants to see.</summary>
/// <param name="Names">What each of them is called, or null where <paramref name="Selects"/> tells.</param>
internal sealed record ValueWatch(IReadOnlyList<string>? Names, Func<ModelValue, bool> Selects, ValueObserver Observer)
{
    /// <summary>Shows the observers what they ask for, each time that a run computes it.</summary>
    /// <param name="model">As its file has it: no pass has changed it yet.</param>
    /// <param name="where">Names the model in errors.</param>
    /// <exception cref="OctavoException">There is no value of a name that a run computes (kind Usage).</exception>
    public static void Insert(Model model, IReadOnlyList<ValueWatch> watches, string where)
    {
        (Graph Graph, Value Value)[] computed =
            [.. model.Subgraphs.SelectMany(graph => graph.Values().Where(IsComputed).Select(value => (graph, value)))];
        var names = computed.Select(place => place.Value.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var watch in watches)
        {
            if (watch.Names?.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            {
                throw NearestName.Unknown("computed value", unknown, names, where);
            }
        }

        // Each goes right behind the node, or to the front: what is put there last comes first.
        foreach (var (graph, value) in computed.AsEnumerable().Reverse())
        {
            var identity = new ModelValue(value.Id, value.Name, graph.Name, value.ElementType);
            foreach (var watch in watches.Where(watch => watch.Selects(identity)).Reverse())
            {
                Observation.Insert(new GraphEdit(graph), value, operand => watch.Observer(new ObservedValue(identity, operand)));
            }
        }
    }

    private static bool IsComputed(Value value) =>
        (value.Producer is not null || value.IsVariable || value.IsInput)
        && (value.ElementType.HasFixedSize() || value.ElementType == ElementType.String);
}
