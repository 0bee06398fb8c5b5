using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TFLite;
using Octavo.Tensors;

namespace Octavo.Conformance;

/// <summary>What operators say of their axes, against the shapes of all recorded nodes.</summary>
public sealed class AxisMapSuite
{
    [RecordedFact]
    public void Axes_come_from_where_operators_say()
    {
        var shared = SharedFolder.Of();
        var counts = new Dictionary<AxisOrigin, int>();
        var problems = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(shared, "conformance"), "*.tflite", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            foreach (var node in Nodes(path))
            {
                for (var output = 0; output < node.Outputs.Count; output++)
                {
                    foreach (var (source, problem) in Check(node, output))
                    {
                        counts[source.Origin] = counts.GetValueOrDefault(source.Origin) + 1;
                        problems.AddRange(problem is null ? []
                            : [$"{Path.GetRelativePath(shared, path)}: {node.Where}, {source}: {problem}"]);
                    }
                }
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(40)));
        Assert.All(Enum.GetValues<AxisOrigin>(),
            origin => Assert.True(counts.ContainsKey(origin), $"no recorded node has an axis of origin {origin}"));
    }

    private static IReadOnlyList<Node> Nodes(string path)
    {
        try
        {
            return [.. TFLiteFile.Read(File.ReadAllBytes(path), path).Model.Subgraphs.SelectMany(graph => graph.Nodes)];
        }
        catch (OctavoException)
        {
            return [];
        }
    }

    /// <summary>The source of each axis of an output of known shape, and what contradicts it.</summary>
    private static IEnumerable<(AxisSource Source, string? Problem)> Check(Node node, int output)
    {
        if (node.Operator is not IAxisMap map || !IsAsInferred(node, output))
        {
            yield break;
        }

        var sizes = node.Outputs[output].Shape.ToArray();
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var source = map.SourceOf(node, output, axis);
            yield return (source,
                Expected(node, source, sizes.Length - axis) is { } expected && !expected(sizes[axis])
                ? $"axis {axis} has size {sizes[axis]}" : null);
        }
    }

    private static bool IsAsInferred(Node node, int output)
    {
        try
        {
            return node.Outputs[output].Shape.IsKnown
                && OutputInference.Infer(node, new ShapeContext(node))[output].Shape == node.Outputs[output].Shape
                && node.Inputs.All(input => input is null || input.Shape.IsKnown);
        }
        catch (OctavoException)
        {
            return false;
        }
    }

    /// <summary>What is true of the size of an axis; null where nothing is said.</summary>
    private static Func<int, bool>? Expected(Node node, AxisSource source, int fromEnd) => source.Origin switch
    {
        AxisOrigin.Size or AxisOrigin.Whole => size => size == node.Input(source.Input).Shape[source.Axis],
        AxisOrigin.Part => size => source.First >= 0 && source.First + size <= node.Input(source.Input).Shape[source.Axis],
        AxisOrigin.Joined => size => size == node.Inputs.Sum(input => input!.Shape[source.Axis]),
        AxisOrigin.Operands => size =>
            node.Inputs.OfType<Value>().Where(input => input.Shape.Rank >= fromEnd)
            .All(input => input.Shape[-fromEnd] == 1 || input.Shape[-fromEnd] == size)
            && node.Inputs.OfType<Value>().Any(input => input.Shape.Rank >= fromEnd && input.Shape[-fromEnd] == size),
        AxisOrigin.Product => size =>
            size == Enumerable.Range(source.Axis, source.Count)
            .Aggregate(1, (product, axis) => product * node.Input(source.Input).Shape[axis]),
        AxisOrigin.Element => size =>
            node.Input(source.Input).Integers() is not { } elements || elements[source.Axis] == size
            || (elements[source.Axis] == -1 && source.RestOf >= 0),
        _ => null,
    };
}
