using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// One loop of a frame. Its values are the Merge nodes that an Enter and a NextIteration feed, as far as something needs them; what other
/// Enter nodes bring in is passed on from step to step.
/// </summary>
internal sealed class FrameLoop
{
    private readonly TensorFlowGraph graph;
    private readonly Dictionary<string, LoopFrame> frames;
    private readonly TensorFlowNode condition;
    private readonly LoopFrame frame;
    private readonly HashSet<string> switches;
    private readonly List<TensorFlowNode> merges = [];
    private readonly List<NodeOutput> captures = [];
    private readonly Dictionary<NodeOutput, string> captured = [];
    private readonly Dictionary<string, TensorFlowNode> placeholders = new(StringComparer.Ordinal);

    /// <param name="graph">The graph that the loop runs in.</param>
    /// <param name="frames">Of the graph's nodes.</param>
    /// <param name="loopSwitches">Those of the graph.</param>
    /// <param name="condition">The LoopCond node.</param>
    /// <param name="name">For the While node.</param>
    public FrameLoop(TensorFlowGraph graph, Dictionary<string, LoopFrame> frames, LoopSwitches loopSwitches, TensorFlowNode condition,
        string name)
    {
        this.graph = graph;
        this.frames = frames;
        this.condition = condition;
        frame = frames[condition.Name];
        Name = name;
        switches = [.. loopSwitches.Of(condition.Name)];
        foreach (var node in loopSwitches.LeftOf(condition.Name))
        {
            Number(MergeOf(node.Node));
        }
    }

    public string Name { get; }

    /// <summary>The graphs of the condition and of the body.</summary>
    public ImmutableArray<TensorFlowGraph> Bodies()
    {
        var test = new GraphCut(Find, Inside, KeepsControl);
        var goesOn = test.Take(condition.Inputs[0]);
        var body = new GraphCut(Find, Inside, KeepsControl);
        var next = new List<NodeOutput>();
        for (var index = 0; index < merges.Count; index++)
        {
            // The list grows while bodies are looked at.
            next.Add(body.Take(SentBack(merges[index]).Inputs[0]));
        }

        var inputs = Inputs().Select(input => (input.Port, input.Stands)).ToList();
        foreach (var (port, _) in inputs)
        {
            test.TakeNode(port.Value.Node);
            body.TakeNode(port.Value.Node);
        }

        next.AddRange(inputs.Skip(merges.Count).Select(input => input.Port.Value));
        var results = inputs.Select((input, index) => input.Port with { Value = next[index] }).ToImmutableArray();
        return
        [
            graph.Part($"{Name}/condition", test.Nodes, inputs, [new GraphPort("condition", goesOn, ElementType.Boolean, Shape.Unknown)]),
            graph.Part($"{Name}/body", body.Nodes, inputs, results),
        ];
    }

    /// <summary>The While node; call it when the bodies are known.</summary>
    public TensorFlowNode Node() =>
        graph.NewNode(Name, "While", [.. Inputs().Select(input => input.Stands)], merges.Count + captures.Count);

    /// <summary>For what leaves the loop, the output of the While node.</summary>
    public IEnumerable<KeyValuePair<NodeOutput, NodeOutput>> Left() =>
        switches.Select(name => KeyValuePair.Create(new NodeOutput(name, 0), new NodeOutput(Name, merges.IndexOf(MergeOf(name)))))
        .Where(pair => pair.Value.Index >= 0);

    private IEnumerable<(GraphPort Port, NodeOutput Stands)> Inputs() => merges.Select(merge => (merge.Name, Stands: Entered(merge)))
        .Concat(captures.Select(capture => (Name: captured[capture], Stands: capture)))
        .Select(input => (new GraphPort(input.Name, new NodeOutput(input.Name, 0), null, Shape.Unknown), input.Stands));

    private TensorFlowNode Find(string name) => placeholders.GetValueOrDefault(name) ?? graph[name];

    /// <summary>What stands for a value in the condition and in the body.</summary>
    private NodeOutput Inside(NodeOutput value)
    {
        var node = graph[value.Node];
        if (switches.Contains(node.Name))
        {
            node = MergeOf(node.Name);
        }

        if (IsLoopMerge(node))
        {
            Number(node);
            return new NodeOutput(node.Name, 0);
        }

        return OperationKinds.IsEnter(node.Operation) && frames[node.Name] == frame ? Capture(node)
            : IsOutside(node) ? Capture(value, value.Node)
            : value;
    }

    /// <summary>Values of the surrounding graph; what has no inputs may run anywhere.</summary>
    private bool IsOutside(TensorFlowNode node) =>
        !frames.ContainsKey(node.Name) && (node.Inputs.Length != 0 || OperationKinds.IsPlaceholder(node.Operation));

    private NodeOutput Capture(TensorFlowNode enter) => Capture(enter.Inputs[0], enter.Name);

    private NodeOutput Capture(NodeOutput outside, string name)
    {
        if (!captured.TryGetValue(outside, out var placeholder))
        {
            placeholder = placeholders.ContainsKey(name) ? $"{name}/{outside.Index}" : name;
            placeholders.Add(placeholder, graph.Placeholder(placeholder, null));
            captured.Add(outside, placeholder);
            captures.Add(outside);
        }

        return new NodeOutput(placeholder, 0);
    }

    private void Number(TensorFlowNode merge)
    {
        if (!merges.Contains(merge))
        {
            merges.Add(merge);
            placeholders.Add(merge.Name, graph.Placeholder(merge.Name, null));
        }
    }

    /// <summary>The branch that a loop's Switch chooses is the loop itself.</summary>
    private bool KeepsControl(string name)
    {
        var origin = Origin(new NodeOutput(name, 0));
        return OperationKinds.IsSwitch(graph[origin.Node].Operation) && !switches.Contains(origin.Node) && frames.ContainsKey(origin.Node);
    }

    private TensorFlowNode MergeOf(string switchName) => graph[Origin(graph[switchName].Inputs[0]).Node];

    private bool IsLoopMerge(TensorFlowNode node) =>
        OperationKinds.IsMerge(node.Operation) && frames.GetValueOrDefault(node.Name) == frame
        && node.Inputs.Any(input => OperationKinds.IsNextIteration(graph[input.Node].Operation));

    private TensorFlowNode SentBack(TensorFlowNode merge) =>
        graph[merge.Inputs.First(input => OperationKinds.IsNextIteration(graph[input.Node].Operation)).Node];

    /// <summary>What a loop's value is at first, in the surrounding graph.</summary>
    private NodeOutput Entered(TensorFlowNode merge)
    {
        var first = Origin(merge.Inputs.First(input => !OperationKinds.IsNextIteration(graph[input.Node].Operation)));
        return OperationKinds.IsEnter(graph[first.Node].Operation) ? graph[first.Node].Inputs[0] : first;
    }

    private NodeOutput Origin(NodeOutput value) => LoopSwitches.Origin(graph, value);
}
