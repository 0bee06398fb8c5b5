using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Makes plain tensors [length, element...] of the lists of a model that a converter left to TensorFlow's own kernels
/// (FlexTensorListReserve, SetItem, GetItem, Stack and their like around a loop). A list whose elements have sizes that nothing tells
/// stays, as does one that something else reads.
/// </summary>
internal static class UseTensorsForLists
{
    /// <summary>Changes all graphs of a model together, since a list goes in and out of them.</summary>
    public static void Apply(Model model)
    {
        if (!model.Subgraphs.Any(graph => graph.Nodes.Any(node => ListOperator.Of(node) is not null)))
        {
            return;
        }

        foreach (var list in ListValues.Of(model))
        {
            var reserved = list.Nodes.Where(entry => ListOperator.Of(entry.Node) is ListOperator.Reserve or ListOperator.Empty).ToList();
            Value?[]?[] sizes = [.. reserved.Select(entry => Sizes(list, entry.Graph))];
            if (sizes.All(known => known is not null))
            {
                Convert(list, reserved, sizes);
            }
        }
    }

    private static void Convert(ListGroup list, List<(Graph Graph, Node Node)> reserved, Value?[]?[] sizes)
    {
        var shape = new Shape([list.Length, .. list.Element.ToArray()]);
        foreach (var value in list.Values)
        {
            new GraphEdit(list.Nodes[0].Graph).SetType(value, list.ElementType!.Value, shape);
        }

        for (var index = 0; index < reserved.Count; index++)
        {
            Reserve(new GraphEdit(reserved[index].Graph), reserved[index].Node, list, sizes[index]!);
        }

        foreach (var (graph, node) in list.Nodes)
        {
            new ListNodes(new GraphEdit(graph), node).Replace();
        }

        foreach (var graph in list.Nodes.Select(entry => entry.Graph).Distinct())
        {
            new GraphEdit(graph).SortNodes();
        }
    }

    /// <summary>
    /// For each size of an element that is not known, a value of the graph whose size along the same axis it is; null where there is none.
    /// </summary>
    private static Value?[]? Sizes(ListGroup list, Graph graph)
    {
        var sizes = new Value?[list.Element.Rank];
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (list.Element[axis] == Shape.UnknownSize && (sizes[axis] = State(list, graph)) is null)
            {
                return null;
            }
        }

        return sizes;
    }

    /// <summary>
    /// What a loop of the graph starts from in the place of a state that is also written to the list, so that it has an element's shape.
    /// </summary>
    private static Value? State(ListGroup list, Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Operator is While { Body.Graph: { } body } && body.Outputs.Count == node.Inputs.Count)
            {
                for (var index = 0; index < node.Inputs.Count; index++)
                {
                    if (list.Written.Contains(body.Outputs[index]) && node.Inputs[index] is { } first
                        && first.Shape is { HasRank: true } shape && shape.Rank == list.Element.Rank)
                    {
                        return first;
                    }
                }
            }
        }

        return null;
    }

    private static void Reserve(GraphEdit edit, Node node, ListGroup list, Value?[] sizes)
    {
        var parts = new List<Value>
        {
            ListOperator.Of(node) == ListOperator.Empty ? Integers(edit, node, "length", 0)
                : edit.Emit(node, $"{node.Name}/length", new Reshape(Shape.Unknown), node.Input(1), Integers(edit, node, "vector", 1)),
        };
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            parts.Add(sizes[axis] is not { } value ? Integers(edit, node, $"size_{axis}", list.Element[axis]) : edit.Emit(
                node, $"{node.Name}/size_{axis}", new Slice(), edit.Emit(node, $"{node.Name}/shape_{axis}", new ShapeOf(), value),
                Integers(edit, node, $"begin_{axis}", axis), Integers(edit, node, $"count_{axis}", 1)));
        }

        var zero = edit.AddConstant($"{node.Name}/zero", Tensor.Zeros(list.ElementType!.Value, Shape.Scalar));
        var dimensions = parts.Count == 1 ? parts[0] : edit.Emit(node, $"{node.Name}/sizes", new Concatenation(0), [.. parts]);
        edit.Become(node, new Fill(), dimensions, zero);
    }

    private static Value Integers(GraphEdit edit, Node node, string name, params int[] numbers) =>
        edit.AddConstant($"{node.Name}/{name}", Tensor.From(new Shape(numbers.Length), numbers));
}
