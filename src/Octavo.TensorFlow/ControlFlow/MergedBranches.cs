using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The two branches of a predicate that some merges join. What the branches read from outside becomes inputs of both graphs.
/// </summary>
internal sealed class MergedBranches(TensorFlowGraph graph, BranchTable table,
    HashSet<NodeOutput> read, NodeOutput predicate, ImmutableArray<TensorFlowNode> merges, string name)
{
    private readonly List<NodeOutput> captures = [];
    private readonly Dictionary<string, TensorFlowNode> placeholders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorFlowNode> made = new(StringComparer.Ordinal);
    private readonly ImmutableArray<NodeOutput> outputs =
    [
        .. merges.SelectMany(merge => new[] { new NodeOutput(merge.Name, 0), new NodeOutput(merge.Name, 1) })
            .Where(output => output.Index == 0 || read.Contains(output)),
    ];

    public string Name => name;

    /// <summary>What runs where the predicate is true, and where it is false.</summary>
    public ImmutableArray<TensorFlowGraph> Bodies()
    {
        List<(GraphCut Cut, ImmutableArray<GraphPort> Results)> sides = [Side(true), Side(false)];
        var inputs = captures.Select((capture, index) =>
            (new GraphPort(NameOf(index), new NodeOutput(NameOf(index), 0), null, Shape.Unknown), capture)).ToList();
        foreach (var (port, _) in inputs)
        {
            sides.ForEach(side => side.Cut.TakeNode(port.Value.Node));
        }

        return [.. sides.Select((side, index) =>
            graph.Part($"{name}/{(index == 0 ? "then" : "else")}", side.Cut.Nodes, inputs, side.Results))];
    }

    /// <summary>The If node; call it when the bodies are known.</summary>
    public TensorFlowNode Node() => graph.NewNode(name, "If", [predicate, .. captures], outputs.Length);

    /// <summary>For each output of a merge, that of the If node.</summary>
    public IEnumerable<KeyValuePair<NodeOutput, NodeOutput>> Merged() =>
        outputs.Select((output, index) => KeyValuePair.Create(output, new NodeOutput(name, index)));

    private string NameOf(int capture) => $"{name}/argument_{capture}";

    private (GraphCut Cut, ImmutableArray<GraphPort> Results) Side(bool isTaken)
    {
        var own = new Branch(predicate, isTaken);
        var cut = new GraphCut(Find, value => Inside(value, isTaken), control => IsBranch(control, own));
        var results = outputs.Select(output =>
            new GraphPort($"{output.Node}:{output.Index}", cut.Take(Result(output, own)), null, Shape.Unknown)).ToImmutableArray();
        return (cut, results);
    }

    private TensorFlowNode Find(string node) => placeholders.GetValueOrDefault(node) ?? made.GetValueOrDefault(node) ?? graph[node];

    /// <summary>What a merge gives in a branch; several of its inputs merge there.</summary>
    private NodeOutput Result(NodeOutput output, Branch own)
    {
        var merge = graph[output.Node];
        int[] positions = [.. Enumerable.Range(0, merge.Inputs.Length).Where(index => table.Of(merge.Inputs[index]).Contains(own))];
        if (positions is [var single])
        {
            return output.Index == 0 ? merge.Inputs[single] : Number($"{merge.Name}/{own.IsTaken}/position", new Shape([]), single);
        }

        var inner = $"{merge.Name}/{own.IsTaken}";
        made.TryAdd(inner, graph.NewNode(inner, "Merge", [.. positions.Select(position => merge.Inputs[position])], 2));
        if (output.Index == 0)
        {
            return new NodeOutput(inner, 0);
        }

        var original = Number($"{inner}/positions", new Shape(positions.Length), positions);
        var axis = Number($"{inner}/axis", new Shape([]), 0);
        made.TryAdd($"{inner}/position", graph.NewNode($"{inner}/position", "GatherV2", [original, new NodeOutput(inner, 1), axis], 1));
        return new NodeOutput($"{inner}/position", 0);
    }

    private NodeOutput Number(string node, Shape shape, params int[] numbers)
    {
        var tensor = new TensorProto { Dtype = DataType.DtInt32, TensorShape = new TensorShapeProto() };
        tensor.TensorShape.Dim.AddRange(shape.ToArray().Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        tensor.IntVal.AddRange(numbers);
        made.TryAdd(node, graph.NewNode(
            node, "Const", [], 1, default, KeyValuePair.Create("value", new AttrValue { Tensor = tensor }),
            KeyValuePair.Create("dtype", new AttrValue { Type = DataType.DtInt32 })));
        return new NodeOutput(node, 0);
    }

    /// <summary>What stands for a value in a branch: what is there without it comes in from outside, but for constants.</summary>
    private NodeOutput Inside(NodeOutput value, bool isTaken)
    {
        while (!made.ContainsKey(value.Node) && !placeholders.ContainsKey(value.Node))
        {
            var node = graph[value.Node];
            var isOwnSwitch =
                OperationKinds.IsSwitch(node.Operation) && value.Index == (isTaken ? 1 : 0) && table.PredicateOf(node) == predicate;
            if (!isOwnSwitch)
            {
                return !table.Of(value).IsEmpty || (node.Inputs.Length == 0 && !OperationKinds.IsPlaceholder(node.Operation)) ? value
                    : Capture(value);
            }

            value = node.Inputs[0];
        }

        return value;
    }

    private NodeOutput Capture(NodeOutput value)
    {
        var index = captures.IndexOf(value);
        if (index < 0)
        {
            index = captures.Count;
            captures.Add(value);
            placeholders.Add(NameOf(index), graph.Placeholder(NameOf(index), null));
        }

        return new NodeOutput(NameOf(index), 0);
    }

    /// <summary>Whether a control input says in which branch within this one a constant lies.</summary>
    private bool IsBranch(string control, Branch own)
    {
        var branches = graph.Find(control) is null ? [] : table.Of(table.Origin(new NodeOutput(control, 0)));
        return branches.Any(branch => branch.Predicate != own.Predicate);
    }
}
