using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Connected nodes that read nothing but values behind one kind of transpose and each other, so that all of them can read what was there
/// before it.
/// </summary>
internal sealed class TransposeRegion(AxisPermutation permutation, IReadOnlyList<Node> nodes, IReadOnlySet<Node> outputKeeping)
{
    private readonly HashSet<Node> members = new(nodes, ReferenceEqualityComparer.Instance);

    /// <summary>All regions of a permutation, in running order.</summary>
    public static IEnumerable<TransposeRegion> Find(Graph graph, AxisPermutation permutation)
    {
        var members = new List<Node>();
        var keeping = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        var transposed = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes)
        {
            if (AxisPermutation.Of(node) == permutation)
            {
                transposed.Add(node.Output);
            }
            else if (node.Inputs.Any(input => input is not null && transposed.Contains(input))
                && TransposableNode.Admits(node, permutation, out var keepsOutput)
                && TransposableNode.DataInputs(node).All(index => transposed.Contains(node.Input(index))))
            {
                members.Add(node);
                if (keepsOutput)
                {
                    keeping.Add(node);
                }
                else if (node.Output.Shape is { HasRank: true } shape && shape.Rank == permutation.Rank)
                {
                    transposed.Add(node.Output);
                }
            }
        }

        return Connect(members).Select(part => new TransposeRegion(permutation, part, keeping));
    }

    /// <summary>
    /// Whether the region is still as it was found: another one may have been moved since, and have changed a transpose between the two.
    /// </summary>
    public bool IsWhole(GraphEdit edit) =>
        nodes.All(node => edit.Holds(node) && TransposableNode.DataInputs(node).All(index => node.Input(index).Producer is { } producer
        && ((members.Contains(producer) && !outputKeeping.Contains(producer)) || AxisPermutation.Of(producer) == permutation)));

    /// <summary>How many transposes go if the region moves in front of them, less those that come.</summary>
    public int Benefit(GraphEdit edit)
    {
        var entering = EnteringTransposes().ToArray();
        var needed =
            entering.Count(transpose => transpose.Output.IsReturned || transpose.Output.Uses.Any(use => !members.Contains(use.Node)));
        var leaving = Results().ToArray();
        var removed = leaving.SelectMany(value => value.Uses).Count(use => IsInverse(use.Node));
        return entering.Length - needed + removed - leaving.Count(value => NeedsOldLayout(edit, value));
    }

    /// <summary>Moves the region in front of the transposes, and puts others behind it where its results are read as they were.</summary>
    public void Move(GraphEdit edit)
    {
        var entering = EnteringTransposes().Select(transpose => transpose.Output).ToArray();
        var inverse = permutation.Inverse();
        foreach (var node in nodes)
        {
            TransposableNode.Transpose(edit, node, permutation);
            foreach (var index in TransposableNode.DataInputs(node))
            {
                if (node.Input(index).Producer is { } producer && AxisPermutation.Of(producer) == permutation)
                {
                    edit.SetInput(node, index, producer.Input(0));
                }
            }

            if (!outputKeeping.Contains(node))
            {
                edit.SetType(node.Output, node.Output.ElementType, inverse.Apply(node.Output.Shape));
            }
        }

        foreach (var node in nodes.Where(node => !outputKeeping.Contains(node)))
        {
            Leave(edit, node);
        }

        edit.RemoveUnread(entering);
    }

    private IEnumerable<Node> EnteringTransposes() => nodes
        .SelectMany(node => TransposableNode.DataInputs(node).Select(index => node.Input(index).Producer!))
        .Where(producer => AxisPermutation.Of(producer) == permutation)
        .Distinct();

    private IEnumerable<Value> Results() => nodes.Where(node => !outputKeeping.Contains(node)).Select(node => node.Output);

    private bool IsInverse(Node node) => AxisPermutation.Of(node) is { } next && permutation.Then(next).IsIdentity;

    private bool NeedsOldLayout(GraphEdit edit, Value value) =>
        value.IsReturned || value.Uses.Any(use => !members.Contains(use.Node) && AxisPermutation.Of(use.Node) is null);

    private void Leave(GraphEdit edit, Node node)
    {
        var value = node.Output;
        foreach (var use in value.Uses.Where(use => AxisPermutation.Of(use.Node) is not null).ToArray())
        {
            var merged = permutation.Then(AxisPermutation.Of(use.Node)!.Value);
            edit.SetInput(use.Node, 1, edit.AddConstant(use.Node.Input(1).Name, merged.ToTensor()));
        }

        if (!NeedsOldLayout(edit, value))
        {
            return;
        }

        var readers = value.Uses.Where(use => !members.Contains(use.Node) && AxisPermutation.Of(use.Node) is null).ToArray();
        var old = edit.NewValue(value.Name, value.ElementType, permutation.Apply(value.Shape));
        edit.Rename(value, $"{value.Name}/transposed");
        edit.AddNodeAfter(node, node.Name, new Transpose(), [value, edit.AddConstant($"{node.Name}/permutation", permutation.ToTensor())],
            [old]);
        foreach (var use in readers)
        {
            edit.SetInput(use.Node, use.Input, old);
        }

        for (var index = 0; index < edit.Graph.Outputs.Count && value.IsReturned; index++)
        {
            if (ReferenceEquals(edit.Graph.Outputs[index], value))
            {
                edit.SetOutput(index, old);
            }
        }
    }

    /// <summary>Parts that share neither a value nor a transpose.</summary>
    private static IEnumerable<IReadOnlyList<Node>> Connect(List<Node> members)
    {
        var parts = new Dictionary<Node, List<Node>>(ReferenceEqualityComparer.Instance);
        var byValue = new Dictionary<Value, List<Node>>(ReferenceEqualityComparer.Instance);
        foreach (var node in members)
        {
            var part = new List<Node> { node };
            parts[node] = part;
            foreach (var value in TransposableNode.DataInputs(node).Select(node.Input).Append(node.Output).Distinct())
            {
                if (byValue.TryGetValue(value, out var other) && !ReferenceEquals(parts[other[0]], part))
                {
                    var target = parts[other[0]];
                    target.AddRange(part);
                    part.ForEach(moved => parts[moved] = target);
                    part = target;
                }

                byValue[value] = part;
            }
        }

        var order = members.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        return parts.Values.Distinct().Select(part => part.OrderBy(node => order[node]).ToArray());
    }
}
