using System.Globalization;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TFLite;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// What is to be said of a converted model, so that nobody finds it out by running it: sizes that stay open, and what other runtimes make
/// of them.
/// </summary>
internal static class ConversionNotes
{
    private const int LayersShown = 3;

    /// <summary>Sizes that stand for a batch that a file leaves open, to see whether it runs with them.</summary>
    private static readonly int[] TriedBatches = [2, 3];

    /// <summary>What the model's inputs and layers ask of whoever runs the file.</summary>
    public static IEnumerable<string> Of(Model model)
    {
        foreach (var graph in Entries(model))
        {
            foreach (var input in graph.Inputs.Where(input => !input.Shape.HasRank))
            {
                yield return $"input '{NameOf(model, graph, input)}' has no known rank: the file runs only after its inputs are resized; "
                    + $"--input-shape {NameOf(model, graph, input)}=... fixes it";
            }

            if (graph.Inputs.All(input => input.Shape.HasRank) && graph.Inputs.Any(input => !input.Shape.IsKnown)
                && Obstacle(graph,
                    shape => new Shape([.. shape.ToArray().Select(size => size == Shape.UnknownSize ? 1 : size)])) is { } obstacle)
            {
                yield return $"with 1 in the place of the open sizes, as LiteRT starts, the file does not run before its inputs are "
                    + $"resized ({obstacle.Where ?? obstacle.What}); --input-shape fixes them";
            }
        }

        var custom = model.Subgraphs.SelectMany(graph => graph.Nodes).Where(node => node.Operator is OpaqueOperator)
            .CountBy(node => node.Operator.Name).ToList();
        if (custom.Count != 0)
        {
            yield return $"custom operators, for which a runtime must be given kernels: "
                + $"{string.Join(", ", custom.Select(pair => $"{pair.Key} {pair.Value}"))}";
        }

        var layers = model.Subgraphs.SelectMany(graph => graph.Nodes).Where(KeepsStatesOfAnOpenBatch).ToList();
        if (layers.Count != 0)
        {
            var named = string.Join(", ", layers.Take(LayersShown).Select(node => $"'{node.Name}'"))
                + (layers.Count > LayersShown ? $" and {layers.Count - LayersShown} more" : "");
            yield return $"the batch of recurrent layers stays open ({named}): Octavo runs any batch, LiteRT batch 1 only, since it does "
                + $"not resize their states; --input-shape NAME=N,... fixes the batch";
        }
    }

    /// <summary>Refuses sizes that a user gave against what the model declares, where something inside of it is fixed.</summary>
    /// <param name="model">After all passes.</param>
    /// <param name="given">The shapes, by input.</param>
    /// <exception cref="OctavoException">The model would not run with other sizes.</exception>
    public static void RequireOpen(Model model, IReadOnlyDictionary<string, Shape> given)
    {
        foreach (var graph in Entries(model))
        {
            var opened = graph.Inputs.Select(input => NameOf(model, graph, input))
                .Where(name => given.TryGetValue(name, out var shape) && IsOpen(shape)).ToList();
            foreach (var size in opened.Count == 0 ? [] : TriedBatches)
            {
                if (Obstacle(graph, shape => IsOpen(shape) ? shape.With(0, size) : shape) is { } obstacle)
                {
                    throw new OctavoException(
                        ErrorKind.Shape,
                        $"The sizes that are left open for {string.Join(", ", opened.Select(name => $"'{name}'"))} are fixed inside of the "
                        + $"model: {obstacle.What}", obstacle.Where,
                        obstacle.Expected, obstacle.Found, "Give the sizes that the model was made for, or export it with open ones.",
                            obstacle);
                }
            }
        }
    }

    /// <summary>What a runtime must be to run a model, and which of its operators are newer than one that is named.</summary>
    /// <param name="model">As it is written.</param>
    /// <param name="target">The runtime's version; null for none.</param>
    /// <returns>
    /// The first release that runs all of it, null where it is not known; and a note for each operator that the target does not run.
    /// </returns>
    public static (string? Needed, IReadOnlyList<string> Notes) Runtime(Model model, Version? target)
    {
        var notes = new SortedSet<string>(StringComparer.Ordinal);
        Version? newest = null;
        foreach (var node in model.Subgraphs.SelectMany(graph => graph.Nodes))
        {
            var code = node.Operator is OpaqueOperator opaque ? opaque.Code : OperatorCatalog.Find(node.Operator)?.Code;
            if (code is not { } known || known == FlatBuffers.BuiltinOperator.CUSTOM)
            {
                continue;
            }

            var version = OperatorVersions.Of(node);
            var release = OperatorVersions.MinimumRuntime(known, version);
            var needed = Version.TryParse(release, out var parsed) ? parsed : null;
            newest = needed is not null && (newest is null || needed > newest) ? needed : newest;
            if (target is not null && (needed is null || needed > target))
            {
                notes.Add(
                    string.Create(CultureInfo.InvariantCulture,
                        $"{node.Operator.Name} version {version} needs runtime {release ?? "not known"}, newer than {target}"));
            }
        }

        return (newest?.ToString(), [.. notes]);
    }

    private static IEnumerable<Graph> Entries(Model model) =>
        model.Signatures.Count != 0 ? model.Signatures.Select(signature => signature.Graph).Distinct() : model.Subgraphs.Take(1);

    private static string NameOf(Model model, Graph graph, Value input)
    {
        var signature = model.Signatures.Find(candidate => ReferenceEquals(candidate.Graph, graph));
        return signature is null ? input.Name
            : signature.Inputs.FirstOrDefault(port => ReferenceEquals(port.Value, input)).Key ?? input.Name;
    }

    private static bool IsOpen(Shape shape) => shape is { HasRank: true, Rank: > 0 } && shape[0] == Shape.UnknownSize;

    /// <summary>Why shapes do not go together where sizes stand for those that are open; null where they do.</summary>
    private static OctavoException? Obstacle(Graph graph, Func<Shape, Shape> close)
    {
        try
        {
            SubgraphShapes.Infer(graph, [.. graph.Inputs.Select(input => new TypedShape(
                input.ElementType, input.Shape.HasRank ? close(input.Shape) : input.Shape))]);
            return null;
        }
        catch (OctavoException error)
        {
            return error;
        }
    }

    private static bool KeepsStatesOfAnOpenBatch(Node node)
    {
        if (node.Operator is not IStateShapes states || node.OptionalInput(0) is null or { Shape.IsKnown: true })
        {
            return false;
        }

        var context = new ShapeContext(node);
        return Enumerable.Range(0, node.Inputs.Count)
            .Any(index => node.Inputs[index] is { IsVariable: true } && states.StateShape(context, index) is not { IsKnown: true });
    }
}
