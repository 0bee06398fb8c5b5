using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Which values of a loop are needed, and which of them its body hands on as they are.</summary>
internal sealed class LoopNeeds
{
    private readonly TensorFlowGraph body;
    private readonly bool[] isNeeded;

    /// <param name="outer">The graph of the While node.</param>
    /// <param name="node">The While node.</param>
    /// <param name="condition">Its condition.</param>
    /// <param name="body">Its body.</param>
    /// <exception cref="OctavoException">The graphs give other numbers of values than a loop needs (kind MalformedModel).</exception>
    public LoopNeeds(TensorFlowGraph outer, TensorFlowNode node, TensorFlowGraph condition, TensorFlowGraph body)
    {
        this.body = body;
        if (condition.Outputs.Length != 1 || body.Outputs.Length != body.Inputs.Length)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "the graphs of a loop do not give what a step takes", $"{node.Operation} '{node.Name}'",
                $"one decision, and {body.Inputs.Length} values",
                $"{condition.Outputs.Length}, and {body.Outputs.Length}");
        }

        IsPassedOn = [.. body.Inputs.Select((input, index) => Origin(body, body.Outputs[index].Value) == input.Value)];
        isNeeded = new bool[body.Inputs.Length];
        var reads = outer.ReadOutputs(node.Name).ToHashSet();
        var pending = new Stack<int>(Reads(condition, condition.Outputs[0].Value)
            .Concat(Enumerable.Range(0, isNeeded.Length).Where(index => reads.Contains(index) && !IsPassedOn[index])));
        foreach (var effect in LoopFrames.Effects(body, _ => true))
        {
            Push(pending, Reads(body, new NodeOutput(effect, 0)));
        }

        while (pending.TryPop(out var index))
        {
            if (!isNeeded[index])
            {
                isNeeded[index] = true;
                Push(pending, IsPassedOn[index] ? [] : Reads(body, body.Outputs[index].Value));
            }
        }
    }

    /// <summary>For each value whether the body gives it back unchanged.</summary>
    public ImmutableArray<bool> IsPassedOn { get; }

    /// <summary>Whether the condition or a step needs the value, or the result of a value that steps change is read.</summary>
    public bool IsNeeded(int index) => isNeeded[index];

    /// <summary>The body without what only unneeded values need; it passes these on.</summary>
    public TensorFlowGraph Body()
    {
        var cut = new GraphCut(name => body[name], value => value, _ => true);
        var outputs = body.Outputs.Select((output, index) =>
            output with { Value = isNeeded[index] && !IsPassedOn[index] ? output.Value : body.Inputs[index].Value }).ToImmutableArray();
        foreach (var name in body.Inputs.Concat(outputs).Select(port => port.Value.Node).Concat(LoopFrames.Effects(body, _ => true)))
        {
            cut.TakeNode(name);
        }

        return body.With(cut.Nodes, outputs, ImmutableDictionary<string, ImmutableArray<TensorFlowGraph>>.Empty);
    }

    private static void Push(Stack<int> pending, IEnumerable<int> indices)
    {
        foreach (var index in indices)
        {
            pending.Push(index);
        }
    }

    /// <summary>The inputs of a graph that a value of it depends on.</summary>
    private static List<int> Reads(TensorFlowGraph graph, NodeOutput value)
    {
        var cut = new GraphCut(name => graph[name], other => other, _ => true);
        cut.Take(value);
        var taken = cut.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, graph.Inputs.Length).Where(index => taken.Contains(graph.Inputs[index].Value.Node)).ToList();
    }

    private static NodeOutput Origin(TensorFlowGraph graph, NodeOutput value)
    {
        while (graph[value.Node] is { Operation: "Identity" } node)
        {
            value = node.Inputs[0];
        }

        return value;
    }
}
