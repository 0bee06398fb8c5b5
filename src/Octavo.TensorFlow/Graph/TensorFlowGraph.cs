using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// A graph as TensorFlow wrote it, with calls inlined and cut down to what its outputs need (and what changes variables). Nodes come
/// after their inputs, but for a Merge that a NextIteration feeds. Every input is a Placeholder node.
/// </summary>
public sealed class TensorFlowGraph
{
    private readonly GraphSource source;
    private readonly Dictionary<string, TensorFlowNode> byName;
    private readonly IReadOnlyDictionary<string, ModelVariable> arguments;

    internal TensorFlowGraph(
        string name, GraphSource source, ImmutableArray<TensorFlowNode> nodes, ImmutableArray<GraphPort> inputs, ImmutableArray<GraphPort> outputs,
        IReadOnlyDictionary<string, ModelVariable>? arguments = null)
    {
        Name = name;
        this.source = source;
        Nodes = nodes;
        Inputs = inputs;
        Outputs = outputs;
        this.arguments = arguments ?? new Dictionary<string, ModelVariable>();
        byName = nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
    }

    /// <summary>The signature's or function's name; the file's name for a frozen graph.</summary>
    public string Name { get; }

    public ImmutableArray<TensorFlowNode> Nodes { get; }

    /// <summary>A signature's inputs are sorted by name; a function's are in its own order.</summary>
    public ImmutableArray<GraphPort> Inputs { get; }

    public ImmutableArray<GraphPort> Outputs { get; }

    public FunctionLibrary Library => source.Library;

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
        var node = byName[value.Node];
        for (var steps = 0; steps < Nodes.Length && OperationKinds.IsPassThrough(node.Operation) && node.Inputs.Length != 0; steps++)
        {
            node = byName[node.Inputs[0].Node];
        }

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
    public ImmutableArray<TensorFlowGraph> Bodies(TensorFlowNode node) => [.. BodyFunctions.Of(node).Select(function => Body(node, function))];

    /// <summary>One function that <paramref name="node"/> names, as a graph.</summary>
    /// <exception cref="OctavoException">There is no such function, or it does not fit the node's inputs.</exception>
    public TensorFlowGraph Body(TensorFlowNode node, FunctionReference function) =>
        FunctionGraph.Build(source, function.Message, $"node '{node.Name}'", [.. Passed(node).Select(input => VariableOf(input))]);

    private static ImmutableArray<NodeOutput> Passed(TensorFlowNode node) =>
        OperationKinds.HasSelector(node.Operation) && node.Inputs.Length != 0 ? node.Inputs.RemoveAt(0) : node.Inputs;
}
