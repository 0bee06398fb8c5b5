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

    public ReadingNotes Notes => source.Notes;

    /// <summary>Nodes with more outputs than this are refused.</summary>
    public int MostOutputs => source.Limits.MaximumPorts;

    /// <summary>Of a graph whose outputs nobody names, beyond one for each node that gives any.</summary>
    public int MostDefaultOutputs => source.Limits.MaximumDefaultOutputs;

    /// <param name="name">Names the graph.</param>
    /// <param name="inputs">What to feed.</param>
    /// <param name="outputs">What to compute.</param>
    /// <param name="given">Shapes and values for inputs.</param>
    /// <param name="keepsUnread">Whether inputs that nothing reads stay, which only tensors can.</param>
    public TensorFlowGraph Read(string name, IReadOnlyList<OuterPort> inputs, IReadOnlyList<OuterPort> outputs, GivenInputs given,
        bool keepsUnread)
    {
        foreach (var unknown in given.Shapes.Keys.Where(wanted => inputs.All(input => input.Name != wanted)))
        {
            throw new OctavoException(
                ErrorKind.Usage, $"A shape is given for an input '{unknown}' that the model does not have.", $"{source.File}, '{name}'",
                NearestName.Sorted(inputs.Select(input => input.Name)),
                    hint: NearestName.Suggestion(unknown, inputs.Select(input => input.Name)));
        }

        var inliner = new FunctionInliner(source.Library, source.File, source.Limits);
        var fixedInputs = FixValues(inliner, inputs, given.Values);
        var graphInputs =
            inputs.Where(input => !fixedInputs.Contains(input.Name)).Select(input => Feed(inliner, input, given.Shapes)).ToImmutableArray();
        var nodes = DropoutMasks.Settle(inliner.Inline(scope, [.. outputs.Select(output => output.Tensor)]), source,
            ImmutableDictionary<string, float>.Empty);
        var byName = nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        var graphOutputs = outputs.Select(output => Output(inliner, output, byName)).ToImmutableArray();
        var pruned = Prune(nodes, graphInputs, graphOutputs);
        var used = pruned.SelectMany(node => node.Inputs).Concat(graphOutputs.Select(output => output.Value)).ToHashSet();
        var read = graphInputs.Where(input => used.Contains(input.Value) || (keepsUnread && IsTensor(input))).ToImmutableArray();
        if (read.Length != graphInputs.Length)
        {
            source.Notes.Add(
                $"inputs that nothing reads are left out: {NearestName.Sorted(graphInputs.Except(read).Select(input => input.Name))}");
            pruned = Prune(nodes, read, graphOutputs);
        }

        RequireFed(pruned, read);
        var graph = new TensorFlowGraph(name, source, pruned, read, graphOutputs);
        return read.All(input => input.Shape.HasRank) ? graph
            : new TensorFlowGraph(name, source, pruned, WithUsedShapes(graph), graphOutputs);
    }

    /// <summary>What a tensor of the outer graph depends on, down to the placeholders; nothing is said of it.</summary>
    public TensorFlowGraph ReadBefore(NodeOutput tensor)
    {
        var silent = new OuterGraph(source with { Notes = new ReadingNotes() }, graph);
        var placeholders = TensorSelection.Placeholders(graph)
            .Select(name => new OuterPort(name, name, Declared(scope.Find(name)!).Type, Declared(scope.Find(name)!).Shape)).ToList();
        return silent.Read("interior", placeholders, [new OuterPort("interior", tensor.ToString(), null, Shape.Unknown)], GivenInputs.None,
            keepsUnread: false);
    }

    private ImmutableArray<TensorFlowNode> Prune(
        IReadOnlyList<TensorFlowNode> nodes, ImmutableArray<GraphPort> inputs, ImmutableArray<GraphPort> outputs) =>
        new GraphPruner(nodes, source.Library, source.File)
            .Prune(outputs.Select(output => output.Value), inputs.Select(input => input.Value.Node), keepStateful: false);

    private static bool IsTensor(GraphPort input) => input.ElementType is not (ElementType.Resource or ElementType.Variant);

    /// <summary>The inputs, those of unknown rank with the shapes that their readers ask for.</summary>
    private ImmutableArray<GraphPort> WithUsedShapes(TensorFlowGraph graph)
    {
        var used = new UsedShapes(graph);
        return [.. graph.Inputs.Select(input =>
        {
            if (input.Shape.HasRank)
            {
                return input;
            }

            var shape = used.Of(input.Value);
            if (shape.HasRank)
            {
                source.Notes.Add($"input '{input.Name}' declares no shape; by what reads it, it is {shape}");
            }

            return input with { Shape = shape };
        })];
    }

    /// <summary>Puts constants in the place of inputs, or placeholders, that have a value in every run.</summary>
    private HashSet<string> FixValues(FunctionInliner inliner, IReadOnlyList<OuterPort> inputs, IReadOnlyDictionary<string, Tensor> values)
    {
        foreach (var (name, value) in values)
        {
            var tensor = inputs.FirstOrDefault(input => input.Name == name)?.Tensor ?? name;
            var node = scope.Find(tensor.Split(':')[0]);
            if (node is null || (tensor == name && inputs.All(input => input.Name != name) && !OperationKinds.IsPlaceholder(node.Op)))
            {
                var names = inputs.Select(input => input.Name).Concat(TensorSelection.Placeholders(graph)).Distinct(StringComparer.Ordinal)
                    .ToList();
                throw new OctavoException(
                    ErrorKind.Usage, $"A value is given for an input '{name}' that the model does not have.", source.File,
                    NearestName.Sorted(names), hint: NearestName.Suggestion(name, names));
            }

            var replaced = scope.Resolve(tensor, $"input '{name}'");
            var declared = Declared(node);
            var isPlaceholder = OperationKinds.IsPlaceholder(node.Op) && replaced.Index == 0;
            var type = isPlaceholder ? declared.Type : TypeOf(replaced);
            var fixedName = isPlaceholder ? node.Name : UniqueName($"{replaced.Node}/value_{replaced.Index}");
            inliner.Feed(replaced,
                source.Constant(fixedName, node.Name, GivenValue.For(value, type, isPlaceholder ? declared.Shape : Shape.Unknown, name),
                    []));
        }

        return [.. values.Keys];
    }

    private ElementType? TypeOf(NodeOutput output) =>
        scope.Find(output.Node) is { } node ? OutputTypes.Of(source.Library.Signature(node.Op), scope.Attributes(node), output.Index)
        : null;

    private void RequireFed(ImmutableArray<TensorFlowNode> nodes, ImmutableArray<GraphPort> inputs)
    {
        var fed = inputs.Select(input => input.Value.Node).ToHashSet(StringComparer.Ordinal);
        var missing = nodes.Where(node => node.Operation is "Placeholder" or "PlaceholderV2" && !fed.Contains(node.Name))
            .Select(node => node.Name).ToList();
        if (missing.Count != 0)
        {
            throw new OctavoException(
                ErrorKind.Usage, "The outputs need placeholders that are no inputs.", source.File, NearestName.Sorted(missing),
                NearestName.Sorted(fed),
                    "Name these placeholders as inputs (--inputs), give them a value (--input-value NAME=VALUE), or name other outputs.");
        }
    }

    /// <summary>Everything that running the given nodes does, stateful nodes included.</summary>
    public TensorFlowGraph ReadStateful(string name, IReadOnlyList<string> run)
    {
        var nodes = new FunctionInliner(source.Library, source.File, source.Limits).Inline(scope, [.. run.Select(node => "^" + node)]);
        return new TensorFlowGraph(name, source, new GraphPruner(nodes, source.Library, source.File).Prune([], [], keepStateful: true), [],
            []);
    }

    /// <summary>What a placeholder of the outer graph declares.</summary>
    public (ElementType? Type, Shape Shape) Declared(NodeDef node)
    {
        var attributes = scope.Attributes(node);
        var type = attributes.TryElementType("dtype", out var declared) || attributes.TryElementType("T", out declared) ? declared
            : (ElementType?)null;
        var known = attributes.TryShape("shape", out var shape);
        var meansUnknown = node.Op == "Placeholder" && shape.HasRank && shape.Rank == 0 && Producer < FirstProducerWithScalarPlaceholders;
        return (type, known && !meansUnknown ? shape : Shape.Unknown);
    }

    private int Producer => graph.Versions?.Producer ?? 0;

    private GraphPort Feed(FunctionInliner inliner, OuterPort input, IReadOnlyDictionary<string, Shape> shapes)
    {
        var replaced = scope.Resolve(input.Tensor, $"input '{input.Name}'");
        var node = scope.Find(replaced.Node)!;
        var isPlaceholder = OperationKinds.IsPlaceholder(node.Op) && replaced.Index == 0;
        var declared = isPlaceholder ? Declared(node) : (Type: TypeOf(replaced), Shape: Shape.Unknown);
        var type = input.ElementType ?? declared.Type;
        var isGiven = shapes.TryGetValue(input.Name, out var given);
        var shape = input.Shape.HasRank ? input.Shape
            : isPlaceholder || (isGiven && given.IsKnown) ? declared.Shape
            : InteriorShapes.Of(this, replaced, Declared(scope, node, replaced));
        if (isGiven)
        {
            shape = shape.Admits(given) || IsOtherBatch(shape, given)
                ? given
                : throw new OctavoException(ErrorKind.Shape, $"The shape given for input '{input.Name}' does not fit.", source.File,
                    shape.ToString(), given.ToString());
        }

        var name = isPlaceholder ? node.Name : UniqueName($"{replaced.Node}/input_{replaced.Index}");
        inliner.Feed(replaced, source.Placeholder(name, type, shape));
        return new GraphPort(input.Name, new NodeOutput(name, 0), type, shape);
    }

    /// <summary>
    /// Whether a shape differs from the declared one in nothing but the size of the first axis; whether the graph allows that is seen when
    /// its shapes are known.
    /// </summary>
    private static bool IsOtherBatch(Shape declared, Shape given) =>
        declared.HasRank && given.HasRank && declared.Rank == given.Rank && declared.Rank != 0 && declared.With(0, Shape.UnknownSize)
        .Admits(given);

    /// <summary>The shape that the file itself notes for an output.</summary>
    private static Shape Declared(GraphScope scope, NodeDef node, NodeOutput output)
    {
        var attributes = scope.Attributes(node);
        return attributes.Contains("_output_shapes") && attributes.Shapes("_output_shapes") is var shapes && output.Index < shapes.Length
            ? shapes[output.Index] : Shape.Unknown;
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
