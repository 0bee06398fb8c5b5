using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>One list of tensors: the values that hold it, the nodes that make, read and change it, and what they say of its elements.</summary>
internal sealed class ListGroup
{
    private bool isSound = true;

    public HashSet<Value> Values { get; } = new(ReferenceEqualityComparer.Instance);

    public List<(Graph Graph, Node Node)> Nodes { get; } = [];

    /// <summary>The elements that are written.</summary>
    public List<Value> Written { get; } = [];

    public ElementType? ElementType { get; private set; }

    /// <summary>Shape of an element; sizes may be unknown.</summary>
    public Shape Element { get; private set; } = Shape.Unknown;

    /// <summary>The number of elements; unknown where the model computes it.</summary>
    public int Length { get; private set; } = Shape.UnknownSize;

    /// <summary>Whether the list can be a tensor [length, element...]: its elements have one type and rank, and nothing else reads it.</summary>
    public bool IsConvertible => isSound && ElementType is not null && Element.HasRank;

    public void Add(Graph graph, Node node) => Nodes.Add((graph, node));

    public void Reserve(Graph graph, Node node)
    {
        Add(graph, node);
        if (node.Input(0).Shape is { HasRank: true, Rank: 1 } && node.Input(0).Integers() is { } sizes)
        {
            Merge(new Shape([.. sizes.Select(size => Math.Max(size, Shape.UnknownSize))]));
        }

        MergeLength(node.Input(1).Integers() is [var length] && length >= 0 ? length : Shape.UnknownSize);
    }

    public void Write(Graph graph, Node node)
    {
        AddElement(graph, node, node.Input(2));
        Written.Add(node.Input(2));
    }

    /// <summary>A node that reads or writes one element.</summary>
    public void AddElement(Graph graph, Node node, Value element)
    {
        Add(graph, node);
        MergeType(element.ElementType);
        Merge(element.Shape);
    }

    /// <summary>A node that makes a list of a tensor, or a tensor of a list.</summary>
    public void AddList(Graph graph, Node node, Value list)
    {
        Add(graph, node);
        MergeType(list.ElementType);
        if (list.Shape is { HasRank: true, Rank: > 0 } shape)
        {
            Merge(new Shape([.. shape.ToArray().Skip(1)]));
            MergeLength(shape[0]);
        }
    }

    /// <param name="value">One that holds the list.</param>
    /// <param name="isOwn">Whether only operators of lists, loops and branches read it.</param>
    public void Take(Value value, bool isOwn)
    {
        Values.Add(value);
        isSound &= isOwn && value.ElementType is Octavo.ElementType.Variant or Octavo.ElementType.Resource;
    }

    private void MergeType(ElementType type)
    {
        isSound &= ElementType is null || ElementType == type;
        ElementType = type;
    }

    private void MergeLength(int length)
    {
        isSound &= length < 0 || Length < 0 || length == Length;
        Length = Math.Max(Length, length);
    }

    private void Merge(Shape shape)
    {
        if (!shape.HasRank)
        {
            return;
        }

        if (Element.HasRank && (Element.Rank != shape.Rank || !(Element.Admits(shape) || shape.Admits(Element))))
        {
            isSound = false;
            return;
        }

        Element = !Element.HasRank ? shape : new Shape([.. Element.ToArray().Zip(shape.ToArray(), Math.Max)]);
    }
}
