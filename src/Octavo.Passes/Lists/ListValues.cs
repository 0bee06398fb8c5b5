using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// The lists of tensors of a model, as converters leave them to TensorFlow's own kernels: each list is all values that hand it on, through its own operators and in
/// and out of loops and branches.
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
            case While { Condition.Graph: { } condition, Body.Graph: { } body } when node.Inputs.Count == body.Inputs.Count && body.Outputs.Count == node.Inputs.Count
                && condition.Inputs.Count == node.Inputs.Count && node.Outputs.Count == node.Inputs.Count:
                for (var index = 0; index < node.Inputs.Count; index++)
                {
                    Union(node.Inputs[index], body.Inputs[index], body.Outputs[index], condition.Inputs[index], node.Outputs[index]);
                }

                break;
            case If { Then.Graph: { } then, Else.Graph: { } otherwise } when then.Inputs.Count == node.Inputs.Count - 1 && otherwise.Inputs.Count == then.Inputs.Count
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
                if (ListOperator.Of(node) is ListOperator.SetItem)
                {
                    Union(node.Inputs[0], node.Output);
                }

                break;
        }
    }

    private void Read(Graph graph, Node node)
    {
        switch (ListOperator.Of(node))
        {
            case ListOperator.Reserve:
                Group(node.Output).Reserve(graph, node);
                break;
            case ListOperator.FromTensor:
                Group(node.Output).AddList(graph, node, node.Input(0));
                break;
            case ListOperator.SetItem:
                Group(node.Output).Write(graph, node);
                break;
            case ListOperator.GetItem:
                Group(node.Input(0)).AddElement(graph, node, node.Output);
                break;
            case ListOperator.Stack:
                Group(node.Input(0)).AddList(graph, node, node.Output);
                break;
            case ListOperator.Length:
                Group(node.Input(0)).Add(graph, node);
                break;
        }
    }

    /// <summary>Gives each list its values; one that anything else reads, or that a caller gives or takes, stays what it is.</summary>
    private void Close(Model model)
    {
        var called = model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator).OfType<ISubgraphOperator>()
            .SelectMany(caller => caller.Subgraphs).Select(reference => reference.Graph).OfType<Graph>().ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var graph in model.Subgraphs)
        {
            foreach (var value in graph.Values())
            {
                if (groups.GetValueOrDefault(Leader(value)) is { } group)
                {
                    var isEntry = !called.Contains(graph) && (value.IsReturned || value.IsInput);
                    group.Take(value, !isEntry && value.Uses.All(use => use.Node.Operator is While or If || (ListOperator.Of(use.Node) is not null && use.Input == 0)));
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

    private void Union(params ReadOnlySpan<Value?> values)
    {
        var first = values[0] is { } leading ? Leader(leading) : null;
        foreach (var value in values[1..])
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
