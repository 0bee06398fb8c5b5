using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// The lists of tensors of a model, as converters leave them to TensorFlow's own kernels: each list is all values that hand it on, through
/// its own operators and in and out of loops and branches.
/// </summary>
internal sealed class ListValues
{
    private readonly Dictionary<Value, Value> leaders = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, ListGroup> groups = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds them, and what is known of their elements.</summary>
    public static IReadOnlyList<ListGroup> Of(Model model)
    {
        var found = new ListValues();
        foreach (var graph in model.Subgraphs)
        {
            foreach (var node in graph.Nodes)
            {
                found.Join(node);
            }
        }

        foreach (var graph in model.Subgraphs)
        {
            foreach (var node in graph.Nodes)
            {
                found.Read(graph, node);
            }
        }

        found.Close(model);
        return [.. found.groups.Values.Where(group => group.IsConvertible)];
    }

    /// <summary>Values that hold the same list, or would if they held one.</summary>
    private void Join(Node node)
    {
        switch (node.Operator)
        {
            case While { Condition.Graph: { } condition, Body.Graph: { } body } when node.Inputs.Count == body.Inputs.Count
                && body.Outputs.Count == node.Inputs.Count
                && condition.Inputs.Count == node.Inputs.Count && node.Outputs.Count == node.Inputs.Count:
                for (var index = 0; index < node.Inputs.Count; index++)
                {
                    Union(node.Inputs[index], body.Inputs[index], body.Outputs[index], condition.Inputs[index], node.Outputs[index]);
                }

                break;
            case If { Then.Graph: { } then, Else.Graph: { } otherwise } when then.Inputs.Count == node.Inputs.Count - 1
                && otherwise.Inputs.Count == then.Inputs.Count
                && then.Outputs.Count == node.Outputs.Count && otherwise.Outputs.Count == node.Outputs.Count:
                for (var index = 0; index < then.Inputs.Count; index++)
                {
                    Union(node.Inputs[index + 1], then.Inputs[index], otherwise.Inputs[index]);
                }

                for (var index = 0; index < node.Outputs.Count; index++)
                {
                    Union(node.Outputs[index], then.Outputs[index], otherwise.Outputs[index]);
                }

                break;
            default:
                if (ListOperator.Facts(node) is { GivesList: true, Lists: { Length: > 0 } lists })
                {
                    Union([node.Outputs[0], .. lists.Select(index => node.Inputs[index])]);
                }

                break;
        }
    }

    private void Read(Graph graph, Node node)
    {
        switch (ListOperator.Of(node))
        {
            case ListOperator.Reserve:
                Group(node.Output).Reserve(graph, node, node.Input(1).Integers() is [var length] ? length : Shape.UnknownSize);
                break;
            case ListOperator.Empty:
                Group(node.Output).Reserve(graph, node, 0);
                break;
            case ListOperator.FromTensor:
                Group(node.Output).AddList(graph, node, node.Input(0));
                break;
            case ListOperator.SetItem:
                Group(node.Output).Write(graph, node, node.Input(2));
                break;
            case ListOperator.PushBack:
                Group(node.Output).Write(graph, node, node.Input(1));
                break;
            case ListOperator.GetItem:
                Group(node.Input(0)).AddElement(graph, node, node.Output);
                break;
            case ListOperator.PopBack:
                Group(node.Input(0)).AddElement(graph, node, node.Outputs[1]);
                break;
            case ListOperator.Stack:
                Group(node.Input(0)).AddList(graph, node, node.Output);
                break;
            case ListOperator.Gather:
                Group(node.Input(0)).AddSlices(graph, node, node.Output, Shape.UnknownSize);
                break;
            case ListOperator.Scatter or ListOperator.ScatterV2:
                Group(node.Output).AddSlices(graph, node, node.Input(0), ListOperator.ScatteredLength(node));
                break;
            case ListOperator.Join or ListOperator.JoinV2:
                Group(node.Input(0)).AddParts(graph, node, node.Outputs[0], Shape.UnknownSize, Shape.UnknownSize);
                break;
            case ListOperator.Split:
                var lengths = node.Input(2).Integers()!;
                Group(node.Output).AddParts(graph, node, node.Input(0), lengths[0], lengths.Length);
                break;
            case ListOperator.Length or ListOperator.ElementShape or ListOperator.Resize or ListOperator.Append:
                Group(node.Input(0)).Add(graph, node);
                break;
        }
    }

    /// <summary>Gives each list its values; one that anything else reads, or that a caller gives or takes, stays what it is.</summary>
    private void Close(Model model)
    {
        var called = model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator).OfType<ISubgraphOperator>()
            .SelectMany(caller => caller.Subgraphs).Select(reference => reference.Graph).OfType<Graph>()
            .ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var graph in model.Subgraphs)
        {
            foreach (var value in graph.Values())
            {
                if (groups.GetValueOrDefault(Leader(value)) is { } group)
                {
                    var isEntry = !called.Contains(graph) && (value.IsReturned || value.IsInput);
                    group.Take(value,
                        !isEntry
                        && value.Uses.All(use =>
                            use.Node.Operator is While or If || ListOperator.Facts(use.Node)?.Lists.Contains(use.Input) == true));
                }
            }
        }
    }

    private ListGroup Group(Value value)
    {
        var leader = Leader(value);
        if (!groups.TryGetValue(leader, out var group))
        {
            groups.Add(leader, group = new ListGroup());
        }

        return group;
    }

    private void Union(params IReadOnlyList<Value?> values)
    {
        var first = values[0] is { } leading ? Leader(leading) : null;
        foreach (var value in values.Skip(1))
        {
            if (first is not null && value is not null)
            {
                leaders[Leader(value)] = first;
                leaders.Remove(first);
            }
        }
    }

    private Value Leader(Value value)
    {
        var leader = value;
        while (leaders.TryGetValue(leader, out var next) && !ReferenceEquals(next, leader))
        {
            leader = next;
        }

        while (leaders.TryGetValue(value, out var next) && !ReferenceEquals(next, leader))
        {
            leaders[value] = leader;
            value = next;
        }

        return leader;
    }
}
