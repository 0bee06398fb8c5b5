using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Collects every operation of a model that cannot be imported, so that the user learns of all of them at once.</summary>
/// <param name="where">What errors call the source.</param>
internal sealed class UnsupportedOperations(string where)
{
    private const int MostNodesShown = 5;

    private const string PlainHint =
        "Export a signature, or choose inputs and outputs (--inputs, --outputs), that leave these nodes out, replace them in the model, or "
        + "write them as custom operators (--allow-custom-ops).";

    private readonly List<Entry> entries = [];

    private sealed record Entry(TensorFlowNode Node, string Name, OctavoException? Reason, string Found)
    {
        /// <summary>The node's name without the calls that every function of TensorFlow 2 is wrapped in, and what it reads.</summary>
        public override string ToString()
        {
            var name = Name;
            while (name.StartsWith("StatefulPartitionedCall/", StringComparison.Ordinal)
                || name.StartsWith("PartitionedCall/", StringComparison.Ordinal))
            {
                name = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            }

            return Found.Length == 0 ? $"'{name}'" : $"'{name}' reads {Found}";
        }
    }

    /// <param name="node">The node that has no place in a .tflite file.</param>
    /// <param name="name">What the graph calls it.</param>
    /// <param name="reason">Why this form of the operation cannot be imported; null where there is no importer at all.</param>
    /// <param name="found">Types and shapes of what the node reads, as far as they are known.</param>
    public void Add(TensorFlowNode node, string name, OctavoException? reason, string found) =>
        entries.Add(new Entry(node, name, reason, found));

    /// <summary>Whether operations without an operator of TFLite become custom operators instead.</summary>
    public bool AllowsCustom { get; init; }

    /// <summary>What errors call the source.</summary>
    public string Where => where;

    public bool IsEmpty => entries.Count == 0;

    /// <summary>Takes over what was found while a part was imported.</summary>
    public void AddAll(UnsupportedOperations part) => entries.AddRange(part.entries);

    /// <param name="training">Inputs that matter in training only, with their values in inference.</param>
    /// <exception cref="OctavoException">There are entries: one error with all of them, by operation.</exception>
    public void ThrowIfAny(IEnumerable<(string Name, string Value)> training)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var kinds = entries.GroupBy(entry => entry.Node.Operation).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var lines = kinds.Select(kind => Describe(kind.Key, [.. kind]));
        throw new OctavoException(
            ErrorKind.UnsupportedOperator,
            $"{entries.Count} {(entries.Count == 1 ? "node" : "nodes")} of {kinds.Count} TensorFlow "
                + $"{(kinds.Count == 1 ? "operation" : "operations")} cannot be converted:\n  {string.Join("\n  ", lines)}\n",
            where,
            hint: string.Join(" ",
                Proposals(training).Concat(kinds.Select(kind => UnsupportedHints.Find(kind.Key)).OfType<string>().Distinct())
                .Append(PlainHint)));
    }

    private static IEnumerable<string> Proposals(IEnumerable<(string Name, string Value)> training)
    {
        var proposed = training.Select(input => $"--input-value {input.Name}={input.Value}").ToList();
        return proposed.Count == 0 ? [] : [$"Inputs that matter in training only can be fixed: {string.Join(' ', proposed)}."];
    }

    private static string Describe(string operation, List<Entry> nodes)
    {
        var reasons = nodes.Where(entry => entry.Reason is not null)
            .GroupBy(entry => (entry.Reason!.What, entry.Reason.Hint))
            .Select(group =>
                group.Key.Hint is { } hint ? $"{group.Key.What} ({Names(group)}). {hint}" : $"{group.Key.What} ({Names(group)})");
        var without = nodes.Where(entry => entry.Reason is null).ToList();
        var parts = without.Count != 0 ? reasons.Prepend($"no TFLite operator for it ({Names(without)})") : reasons;
        return $"{operation}: {string.Join("; ", parts)}";
    }

    private static string Names(IEnumerable<Entry> named)
    {
        var all = named.ToList();
        return all.Count <= MostNodesShown ? string.Join(", ", all)
            : $"{string.Join(", ", all.Take(MostNodesShown))} and {all.Count - MostNodesShown} more";
    }
}
