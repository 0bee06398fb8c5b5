using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Collects every operation of a model that cannot be imported, so that the user learns of all of them at once.</summary>
internal sealed class UnsupportedOperations
{
    private const int MostNodesShown = 5;

    private readonly List<(TensorFlowNode Node, OctavoException? Reason)> entries = [];

    /// <param name="node">The node that has no place in a .tflite file.</param>
    /// <param name="reason">Why this form of the operation cannot be imported; null where there is no importer at all.</param>
    public void Add(TensorFlowNode node, OctavoException? reason) => entries.Add((node, reason));

    /// <exception cref="OctavoException">There are entries: one error with all of them, by operation.</exception>
    public void ThrowIfAny(string where)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var kinds = entries.GroupBy(entry => entry.Node.Operation).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var lines = kinds.Select(kind => Describe(kind.Key, [.. kind]));
        throw new OctavoException(
            ErrorKind.UnsupportedOperator,
            $"{entries.Count} {(entries.Count == 1 ? "node" : "nodes")} of {kinds.Count} TensorFlow {(kinds.Count == 1 ? "operation" : "operations")} cannot be converted:\n  {string.Join("\n  ", lines)}\n",
            where,
            hint: "Export a signature, or choose inputs and outputs (--inputs, --outputs), that leave these nodes out, or replace them in the model.");
    }

    private static string Describe(string operation, List<(TensorFlowNode Node, OctavoException? Reason)> nodes)
    {
        var reasons = nodes.Where(entry => entry.Reason is not null)
            .GroupBy(entry => $"{entry.Reason!.What} {entry.Reason.Hint}".TrimEnd())
            .Select(group => $"{group.Key} ({Names(group.Select(entry => entry.Reason!.Found is { Length: > 0 } found ? $"'{entry.Node.Name}' reads {found}" : $"'{entry.Node.Name}'"))})");
        var without = nodes.Where(entry => entry.Reason is null).Select(entry => $"'{entry.Node.Name}'").ToList();
        var parts = without.Count != 0 ? reasons.Prepend($"no TFLite operator for it ({Names(without)})") : reasons;
        return $"{operation}: {string.Join("; ", parts)}";
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count <= MostNodesShown ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MostNodesShown))} and {all.Count - MostNodesShown} more";
    }
}
