using System.Collections;

namespace Octavo.Graphs;

/// <summary>
/// The nodes of one graph in running order. They are linked, so that a node goes in or out anywhere in one step, however many there are,
/// and marked with growing
/// numbers, so that two are compared in one step; a list of them is made when somebody looks through them after such a change. A list that
/// is being looked through
/// stays as it is.
/// </summary>
internal sealed class NodeList : IReadOnlyList<Node>
{
    /// <summary>Between the marks of nodes that are appended, so that many more go between them.</summary>
    private const long Gap = 1L << 32;

    /// <summary>How much denser marks may lie in half as wide a run of them.</summary>
    private const double Growth = 4.0 / 3;

    private List<Node> listed = [];
    private bool isListed = true;
    private Node? first;
    private Node? last;

    public int Count { get; private set; }

    public Node this[int index] => Listed()[index];

    public bool Holds(Node node) => ReferenceEquals(node.List, this);

    public void Append(Node node)
    {
        Link(node, last, null);
        if (isListed)
        {
            listed.Add(node);
        }
    }

    /// <exception cref="InvalidOperationException"><paramref name="next"/> is in another list, or in none.</exception>
    public void InsertBefore(Node next, Node node)
    {
        Require(next);
        Link(node, next.Previous, next);
        isListed = false;
    }

    /// <inheritdoc cref="InsertBefore"/>
    public void InsertAfter(Node previous, Node node)
    {
        Require(previous);
        if (ReferenceEquals(previous, last))
        {
            Append(node);
            return;
        }

        Link(node, previous, previous.Next);
        isListed = false;
    }

    /// <summary>Takes a node out; nothing happens where it is not in the list.</summary>
    public void Remove(Node node)
    {
        if (!Holds(node))
        {
            return;
        }

        if (isListed && ReferenceEquals(node, last))
        {
            listed.RemoveAt(listed.Count - 1);
        }
        else
        {
            isListed = false;
        }

        Unlink(node);
    }

    /// <summary>Puts the same nodes into another order.</summary>
    public void Reorder(IEnumerable<Node> nodes)
    {
        var ordered = nodes.ToList();
        foreach (var node in ordered)
        {
            Unlink(node);
        }

        listed = [];
        isListed = true;
        foreach (var node in ordered)
        {
            Append(node);
        }
    }

    public IEnumerator<Node> GetEnumerator() => Listed().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<Node> Listed()
    {
        if (!isListed)
        {
            listed = new List<Node>(Count);
            for (var node = first; node is not null; node = node.Next)
            {
                listed.Add(node);
            }

            isListed = true;
        }

        return listed;
    }

    private void Link(Node node, Node? previous, Node? next)
    {
        node.Mark = MarkBetween(previous, next);
        node.List = this;
        node.Previous = previous;
        node.Next = next;
        if (previous is null)
        {
            first = node;
        }
        else
        {
            previous.Next = node;
        }

        if (next is null)
        {
            last = node;
        }
        else
        {
            next.Previous = node;
        }

        Count++;
    }

    private static long MarkBetween(Node? previous, Node? next)
    {
        if (previous is null || next is null)
        {
            return previous is not null ? previous.Mark + Gap : next is not null ? next.Mark - Gap : 0;
        }

        if (next.Mark - previous.Mark < 2)
        {
            Spread(previous);
        }

        return previous.Mark + ((next.Mark - previous.Mark) / 2);
    }

    /// <summary>
    /// Makes room behind a node: marks are spread evenly over the narrowest run of numbers around it that they do not fill too densely; on
    /// the average this moves a few
    /// nodes for each one that comes in. Source: Bender et al., "Two Simplified Algorithms for Maintaining Order in a List" (2002).
    /// </summary>
    private static void Spread(Node crowded)
    {
        var (first, last, count) = (crowded, crowded, 1);
        var (width, most, start) = (1L, 1.0, crowded.Mark);
        do
        {
            (width, most) = (width * 2, most * 2 / Growth);
            start = crowded.Mark & ~(width - 1);
            for (; first.Previous is { } before && before.Mark >= start; count++)
            {
                first = before;
            }

            for (; last.Next is { } behind && behind.Mark < start + width; count++)
            {
                last = behind;
            }
        }
        while (count > most);

        var (step, node) = (width / count, first);
        for (var place = 0; place < count; place++)
        {
            node!.Mark = start + (place * step);
            node = node.Next;
        }
    }

    private void Unlink(Node node)
    {
        if (node.Previous is { } previous)
        {
            previous.Next = node.Next;
        }
        else
        {
            first = node.Next;
        }

        if (node.Next is { } next)
        {
            next.Previous = node.Previous;
        }
        else
        {
            last = node.Previous;
        }

        node.List = null;
        node.Previous = null;
        node.Next = null;
        Count--;
    }

    private void Require(Node neighbour)
    {
        if (!Holds(neighbour))
        {
            throw new InvalidOperationException($"{neighbour.Where} is no node of the graph, so that nothing can stand beside it.");
        }
    }
}
