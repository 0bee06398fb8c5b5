using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// A graph as TensorFlow wrote it, with calls inlined and cut down to what its outputs need (and what changes variables). Nodes come
/// after their inputs, but for a Merge that a NextIteration feeds. Every input is a Placeholder node.
/// </summary>
internal sealed class TensorFlowGraph
{
    private readonly GraphSource source;
    private readonly Dictionary<string, TensorFlowNode> byName;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> origins = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, int>> reads;
    private readonly IReadOnlyDictionary<string, ModelVariable> arguments;
    private readonly IReadOnlyDictionary<string, ImmutableArray<TensorFlowGraph>> bodies;

    internal TensorFlowGraph(
        string name, GraphSource source,
        ImmutableArray<TensorFlowNode> nodes, ImmutableArray<GraphPort> inputs, ImmutableArray<GraphPort> outputs,
        IReadOnlyDictionary<string, ModelVariable>? arguments = null,
            IReadOnlyDictionary<string, ImmutableArray<TensorFlowGraph>>? bodies = null)
    {
        Name = name;
        this.source = source;
        Nodes = nodes;
        Inputs = inputs;
        Outputs = outputs;
        this.arguments = arguments ?? new Dictionary<string, ModelVariable>();
        this.bodies = bodies ?? new Dictionary<string, ImmutableArray<TensorFlowGraph>>();
        reads = new Lazy<ILookup<string, int>>(() =>
            nodes.SelectMany(node => node.Inputs).Concat(outputs.Select(output => output.Value)).Distinct()
            .ToLookup(value => value.Node, value => value.Index, StringComparer.Ordinal));
        byName = nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
    }

    /// <summary>The signature's or function's name; the file's name for a frozen graph.</summary>
    public string Name { get; }

    public ImmutableArray<TensorFlowNode> Nodes { get; }

    /// <summary>A signature's inputs are sorted by name; a function's are in its own order.</summary>
    public ImmutableArray<GraphPort> Inputs { get; }

    public ImmutableArray<GraphPort> Outputs { get; }

    public FunctionLibrary Library => source.Library;

    /// <summary>What is to be said of how the model was read.</summary>
    public IReadOnlyList<string> Notes => source.Notes.All;

    /// <summary>Which outputs of a node other nodes read, or the graph gives.</summary>
    internal IEnumerable<int> ReadOutputs(string node) => reads.Value[node];

    /// <summary>Says something of the model; once, however often it is found.</summary>
    internal void Note(string note) => source.Notes.Add(note);

    /// <summary>The nodes of inputs that are one number in every run.</summary>
    internal IReadOnlyDictionary<string, float> Numbers { get; init; } = ImmutableDictionary<string, float>.Empty;

    /// <summary>How many masks of dropout keep everything where placeholders are these numbers.</summary>
    internal int SettledMasks(IReadOnlyDictionary<string, float> numbers) =>
        DropoutMasks.Settle(Nodes, source, numbers).Zip(Nodes, (settled, node) => settled.Operation != node.Operation)
        .Count(isSettled => isSettled);

    public TensorFlowNode? Find(string node) => byName.GetValueOrDefault(node);

    /// <exception cref="KeyNotFoundException">There is no such node.</exception>
    public TensorFlowNode this[string node] => byName[node];

    /// <summary>
    /// The variable that a value is the handle of (or, for VariableV2, the reference), seen through nodes that hand a value on and
    /// through the arguments of bodies; null where the value is no variable.
    /// </summary>
    /// <exception cref="OctavoException">The checkpoint's tensor is not what the graph declares.</exception>
    public ModelVariable? VariableOf(NodeOutput value)
    {
        var node = Origin(byName[value.Node]);
        return arguments.TryGetValue(node.Name, out var bound) ? bound
            : OperationKinds.IsVariableHandle(node.Operation) ? source.Variables.Find(node)
            : null;
    }

    /// <summary>The variables that the nodes of this graph (not those of its bodies) refer to, sorted by name.</summary>
    public ImmutableArray<ModelVariable> Variables =>
        [.. Nodes.Where(node => OperationKinds.IsVariableHandle(node.Operation)).Select(source.Variables.Find)
            .Concat(arguments.Values).DistinctBy(variable => variable.Name).OrderBy(variable => variable.Name, StringComparer.Ordinal)];

    /// <summary>
    /// The graphs that a functional If (then, else), While (condition, body) or Case (branches) runs; empty for other operations. Their
    /// inputs are the node's inputs in order, without the selector of If and Case.
    /// </summary>
    public ImmutableArray<TensorFlowGraph> Bodies(TensorFlowNode node) =>
        bodies.TryGetValue(node.Name, out var own) ? own : [.. BodyFunctions.Of(node).Select(function => Body(node, function))];

    /// <summary>One function that <paramref name="node"/> names, as a graph.</summary>
    /// <exception cref="OctavoException">There is no such function, or it does not fit the node's inputs.</exception>
    public TensorFlowGraph Body(TensorFlowNode node, FunctionReference function) =>
        FunctionGraph.Build(
            source, function.Message, $"node '{node.Name}'", [.. Passed(node).Select(VariableOf)], [.. Passed(node).Select(NumberOf)],
            node.Operation is "While" or "StatelessWhile");

    /// <summary>The same graph with other nodes; <paramref name="added"/> are the bodies of nodes that are new.</summary>
    internal TensorFlowGraph With(
        ImmutableArray<TensorFlowNode> nodes, ImmutableArray<GraphPort> outputs,
        IReadOnlyDictionary<string, ImmutableArray<TensorFlowGraph>> added) =>
        new(Name, source, nodes, Inputs, outputs, arguments,
            bodies.Concat(added).ToDictionary(StringComparer.Ordinal)) { Numbers = Numbers };

    /// <summary>A graph of nodes of this one.</summary>
    /// <param name="name">Names the part.</param>
    /// <param name="nodes">In an order in which inputs come before their users; placeholders for the inputs among them.</param>
    /// <param name="inputs">For each the value in this graph that it stands for.</param>
    /// <param name="outputs">What the part gives.</param>
    internal TensorFlowGraph Part(string name,
        ImmutableArray<TensorFlowNode> nodes, IReadOnlyList<(GraphPort Port, NodeOutput Stands)> inputs, ImmutableArray<GraphPort> outputs)
    {
        var bound = new Dictionary<string, ModelVariable>(StringComparer.Ordinal);
        foreach (var (port, stands) in inputs)
        {
            if (VariableOf(stands) is { } variable)
            {
                bound[port.Value.Node] = variable;
            }
        }

        var taken = nodes.Where(node => bodies.ContainsKey(node.Name))
            .ToDictionary(node => node.Name, node => bodies[node.Name], StringComparer.Ordinal);
        return new TensorFlowGraph(name, source, nodes, [.. inputs.Select(input => input.Port)], outputs, bound, taken);
    }

    /// <summary>
    /// The float that a value is in every run, seen through nodes that hand a value on and defaults that nothing is fed for; null where it
    /// is none.
    /// </summary>
    private float? NumberOf(NodeOutput value)
    {
        var node = byName[value.Node];
        for (var steps = 0; steps < Nodes.Length && node.Inputs.Length != 0
            && node.Operation is "Identity" or "PlaceholderWithDefault" or "StopGradient"; steps++)
        {
            node = byName[node.Inputs[0].Node];
        }

        return Numbers.TryGetValue(node.Name, out var number) ? number
            : node.Operation == "Const" && node.Attributes.ElementType("dtype") == ElementType.Float32
            && node.Attributes.Tensor("value") is { ElementCount: 1 } tensor
                ? tensor.Values<float>()[0]
                : null;
    }

    internal TensorFlowNode Placeholder(string name, ElementType? type) => source.Placeholder(name, type, Shape.Unknown);

    /// <summary>A node that the file does not have.</summary>
    internal TensorFlowNode NewNode(
        string name, string operation, ImmutableArray<NodeOutput> inputs, int outputCount, ImmutableArray<string> controlInputs = default,
        params IReadOnlyList<KeyValuePair<string, AttrValue>> attributes)
    {
        var values = attributes.ToDictionary(StringComparer.Ordinal);
        var read =
            new NodeAttributes(values, OperationSignatures.Find(operation), $"{source.File}, node '{name}' ({operation})", source.Limits);
        return new TensorFlowNode(name, name, operation, inputs, controlInputs.IsDefault ? [] : controlInputs, read, outputCount);
    }

    /// <summary>
    /// The node behind those that hand a value on. What is found is kept for all nodes on the way, since loops in a row hand on through
    /// each other.
    /// </summary>
    private TensorFlowNode Origin(TensorFlowNode node)
    {
        var passed = new List<string>();
        while (IsPassThrough(node) && passed.Count < Nodes.Length)
        {
            passed.Add(node.Name);
            node = byName[origins.TryGetValue(node.Name, out var origin) ? origin : node.Inputs[0].Node];
        }

        foreach (var name in passed)
        {
            origins[name] = node.Name;
        }

        return node;
    }

    private static bool IsPassThrough(TensorFlowNode node) =>
        (OperationKinds.IsPassThrough(node.Operation) || OperationKinds.IsReferenceWrite(node.Operation)) && node.Inputs.Length != 0;

    private static ImmutableArray<NodeOutput> Passed(TensorFlowNode node) =>
        OperationKinds.HasSelector(node.Operation) && node.Inputs.Length != 0 ? node.Inputs.RemoveAt(0) : node.Inputs;
}
