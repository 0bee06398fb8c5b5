using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>The names by which patterns and scopes know a constant where a node reads it.</summary>
internal static class ConstantNames
{
    private const int MostNames = 5;
    private const int LongestWanted = 200;
    private const int MostCompared = 4000;

    /// <summary>The constant's own name, its reader's, and those of what it was computed from in the user's model.</summary>
    public static IEnumerable<string> Of(Node node, Value constant)
    {
        yield return constant.Name;
        yield return node.Name;
        foreach (var source in constant.Constant?.SourceNames ?? [])
        {
            yield return source;
        }
    }

    /// <summary>Every constant of the model with each node that reads it, through a DEQUANTIZE or not.</summary>
    public static IReadOnlyList<(Node Node, Value Constant)> Readings(Model model) =>
    [
        .. model.Subgraphs.SelectMany(graph => graph.Nodes).SelectMany(node => node.Inputs
            .Select(input => WeightReading.Source(input) ?? (input is { IsConstant: true } ? input : null))
            .OfType<Value>().Select(constant => (node, constant))),
    ];

    /// <summary>The error for what matches no name, with those that are nearest.</summary>
    public static OctavoException NothingMatches(ErrorKind kind, string what, string where, string wanted,
        IEnumerable<(Node Node, Value Constant)> readings)
    {
        var names = readings.Where(reading => reading.Constant.ElementType is ElementType.Float32 or ElementType.Float16)
            .SelectMany(reading => Of(reading.Node, reading.Constant)).Distinct().ToList();
        var nearest = Nearest(wanted.Length > LongestWanted ? wanted[..LongestWanted] : wanted, names);
        return new OctavoException(
            kind, what, where, "a name of a float constant, or of a node that reads one",
            names.Count == 0 ? "a model without float constants" : $"{names.Count} names",
            nearest.Count == 0 ? null : $"The nearest are {string.Join(", ", nearest.Select(name => $"'{name}'"))}.");
    }

    /// <summary>Names that hold the wanted one, then those with the fewest differences.</summary>
    private static List<string> Nearest(string wanted, List<string> names)
    {
        var found =
            names.Where(name => wanted.Length != 0 && name.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Take(MostNames).ToList();
        var others = names.Except(found).Take(MostCompared).ToList();
        while (found.Count < MostNames && NearestName.Of(wanted, others) is { } next)
        {
            found.Add(next);
            others.Remove(next);
        }

        return found;
    }
}
