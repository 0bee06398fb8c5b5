using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Reads from a file's outer graph what given inputs and outputs need.</summary>
internal sealed class OuterGraph(GraphSource source, GraphDef graph)
{
    private const int FirstProducerWithScalarPlaceholders = 24;

    private readonly GraphScope scope = new(graph.Node, source.Library, "", source.File, source.Limits);

    public GraphScope Scope => scope;

    public FunctionLibrary Library => source.Library;

    public TensorFlowGraph Read(string name, IReadOnlyList<OuterPort> inputs, IReadOnlyList<OuterPort> outputs, IReadOnlyDictionary<string, Shape>? inputShapes)
    {
        foreach (var unknown in (inputShapes?.Keys ?? []).Where(wanted => inputs.All(input => input.Name != wanted)))
        {
            throw new OctavoException(
                ErrorKind.Usage, $"A shape is given for an input '{unknown}' that the model does not have.", $"{source.File}, '{name}'",
                NearestName.List(inputs.Select(input => input.Name)), hint: NearestName.Suggestion(unknown, inputs.Select(input => input.Name)));
        }

        var inliner = new FunctionInliner(source.Library, source.File, source.Limits);
        var graphInputs = inputs.Select(input => Feed(inliner, input, inputShapes)).ToImmutableArray();
        var nodes = DropoutMasks.Settle(inliner.Inline(scope, [.. outputs.Select(output => output.Tensor)]), source, ImmutableDictionary<string, float>.Empty);
        var byName = nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        var graphOutputs = outputs.Select(output => Output(inliner, output, byName)).ToImmutableArray();
        var pruned = new GraphPruner(nodes, source.Library, source.File)
            .Prune(graphOutputs.Select(output => output.Value), graphInputs.Select(input => input.Value.Node), keepStateful: false);
        RequireFed(pruned, graphInputs);
        return new TensorFlowGraph(name, source, pruned, graphInputs, graphOutputs);
    }

    private void RequireFed(ImmutableArray<TensorFlowNode> nodes, ImmutableArray<GraphPort> inputs)
    {
        var fed = inputs.Select(input => input.Value.Node).ToHashSet(StringComparer.Ordinal);
        var missing = nodes.Where(node => node.Operation is "Placeholder" or "PlaceholderV2" && !fed.Contains(node.Name)).Select(node => node.Name).ToList();
        if (missing.Count != 0)
        {
            throw new OctavoException(
                ErrorKind.Usage, "The outputs need placeholders that are no inputs.", source.File, NearestName.List(missing),
                NearestName.List(fed), "Name these placeholders as inputs, or other outputs.");
        }
    }

    /// <summary>Everything that running the given nodes does, stateful nodes included.</summary>
    public TensorFlowGraph ReadStateful(string name, IReadOnlyList<string> run)
    {
        var nodes = new FunctionInliner(source.Library, source.File, source.Limits).Inline(scope, [.. run.Select(node => "^" + node)]);
        return new TensorFlowGraph(name, source, new GraphPruner(nodes, source.Library, source.File).Prune([], [], keepStateful: true), [], []);
    }

    /// <summary>What a placeholder of the outer graph declares.</summary>
    public (ElementType? Type, Shape Shape) Declared(NodeDef node)
    {
        var attributes = scope.Attributes(node);
        var type = attributes.TryElementType("dtype", out var declared) || attributes.TryElementType("T", out declared) ? declared : (ElementType?)null;
        var known = attributes.TryShape("shape", out var shape);
        var meansUnknown = node.Op == "Placeholder" && shape.HasRank && shape.Rank == 0 && Producer < FirstProducerWithScalarPlaceholders;
        return (type, known && !meansUnknown ? shape : Shape.Unknown);
    }

    private int Producer => graph.Versions?.Producer ?? 0;

    private GraphPort Feed(FunctionInliner inliner, OuterPort input, IReadOnlyDictionary<string, Shape>? inputShapes)
    {
        var replaced = scope.Resolve(input.Tensor, $"input '{input.Name}'");
        var node = scope.Find(replaced.Node)!;
        var isPlaceholder = OperationKinds.IsPlaceholder(node.Op) && replaced.Index == 0;
        var declared = isPlaceholder ? Declared(node) : (Type: null, Shape: Shape.Unknown);
        var type = input.ElementType ?? declared.Type;
        var shape = input.Shape.HasRank ? input.Shape : declared.Shape;
        if (inputShapes is not null && inputShapes.TryGetValue(input.Name, out var given))
        {
            shape = shape.Admits(given)
                ? given
                : throw new OctavoException(ErrorKind.Shape, $"The shape given for input '{input.Name}' does not fit.", source.File, shape.ToString(), given.ToString());
        }

        var name = isPlaceholder ? node.Name : UniqueName($"{replaced.Node}/input_{replaced.Index}");
        inliner.Feed(replaced, source.Placeholder(name, type, shape));
        return new GraphPort(input.Name, new NodeOutput(name, 0), type, shape);
    }

    private string UniqueName(string name)
    {
        while (scope.Find(name) is not null)
        {
            name += "_";
        }

        return name;
    }

    private GraphPort Output(FunctionInliner inliner, OuterPort output, Dictionary<string, TensorFlowNode> byName)
    {
        var value = inliner.Follow(scope.Resolve(output.Tensor, $"output '{output.Name}'"));
        var node = byName.GetValueOrDefault(value.Node);
        return node is not null && (node.OutputCount < 0 || value.Index < node.OutputCount)
            ? new GraphPort(output.Name, value, output.ElementType, output.Shape)
            : throw new OctavoException(
                ErrorKind.MalformedModel, $"Output '{output.Name}' names '{output.Tensor}', which is not there.", source.File,
                found: node is null ? "no such node" : $"{node.Operation} with {node.OutputCount} output(s)");
    }
}
