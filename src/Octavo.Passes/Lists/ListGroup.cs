using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// One list of tensors: the values that hold it, the nodes that make, read and change it, and what they say of its elements.
/// </summary>
internal sealed class ListGroup
{
    private bool isSound = true;
    private bool hasOneLength = true;
    private bool keepsLength = true;
    private int length = Shape.UnknownSize;

    public HashSet<Value> Values { get; } = new(ReferenceEqualityComparer.Instance);

    public List<(Graph Graph, Node Node)> Nodes { get; } = [];

    /// <summary>The elements that are written.</summary>
    public List<Value> Written { get; } = [];

    public ElementType? ElementType { get; private set; }

    /// <summary>Shape of an element; sizes may be unknown.</summary>
    public Shape Element { get; private set; } = Shape.Unknown;

    /// <summary>The number of elements; unknown where the model computes or changes it.</summary>
    public int Length => keepsLength ? length : Shape.UnknownSize;

    /// <summary>
    /// Whether the list can be a tensor [length, element...]: its elements have one type and rank, and nothing else reads it.
    /// </summary>
    public bool IsConvertible => isSound && (hasOneLength || !keepsLength) && ElementType is not null && Element.HasRank;

    public void Add(Graph graph, Node node)
    {
        Nodes.Add((graph, node));
        keepsLength &= ListOperator.Facts(node)!.KeepsLength;
    }

    /// <param name="graph">Of the node.</param>
    /// <param name="node">One that begins a list; its first input says what it knows of the elements.</param>
    /// <param name="known">The number of elements; negative where the model computes it.</param>
    public void Reserve(Graph graph, Node node, int known)
    {
        Add(graph, node);
        if (node.Input(0).Shape is { HasRank: true, Rank: 1 } && node.Input(0).Integers() is { } sizes)
        {
            Merge(new Shape([.. sizes.Select(size => Math.Max(size, Shape.UnknownSize))]));
        }

        MergeLength(Math.Max(known, Shape.UnknownSize));
    }

    public void Write(Graph graph, Node node, Value element)
    {
        AddElement(graph, node, element);
        Written.Add(element);
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

    /// <summary>A node that takes or gives some elements as a tensor.</summary>
    public void AddSlices(Graph graph, Node node, Value slices, int known)
    {
        Add(graph, node);
        MergeType(slices.ElementType);
        MergeLength(known);
        if (slices.Shape is { HasRank: true, Rank: > 0 } shape)
        {
            Merge(new Shape([.. shape.ToArray().Skip(1)]));
        }
    }

    /// <summary>A node that takes or gives the elements joined along their first axis.</summary>
    public void AddParts(Graph graph, Node node, Value joined, int part, int known)
    {
        Add(graph, node);
        MergeType(joined.ElementType);
        MergeLength(known);
        if (joined.Shape is { HasRank: true, Rank: > 0 } shape)
        {
            Merge(new Shape([part, .. shape.ToArray().Skip(1)]));
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

    private void MergeLength(int known)
    {
        hasOneLength &= known < 0 || length < 0 || known == length;
        length = Math.Max(length, known);
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
