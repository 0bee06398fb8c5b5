using System.Collections.ObjectModel;

namespace Octavo.Graphs;

/// <summary>The subgraphs of one model; what a graph holds takes its numbers from the model as it comes in.</summary>
internal sealed class SubgraphList(IdRange ids) : Collection<Graph>
{
    private readonly HashSet<Graph> held = new(ReferenceEqualityComparer.Instance);

    public new bool Contains(Graph graph) => held.Contains(graph);

    public void AddRange(IEnumerable<Graph> graphs)
    {
        foreach (var graph in graphs)
        {
            Add(graph);
        }
    }

    public void RemoveAll(Predicate<Graph> isRemoved)
    {
        var kept = this.Where(graph => !isRemoved(graph)).ToList();
        if (kept.Count != Count)
        {
            Clear();
            AddRange(kept);
        }
    }

    protected override void InsertItem(int index, Graph item)
    {
        item.Ids.Join(ids);
        held.Add(item);
        base.InsertItem(index, item);
    }

    protected override void RemoveItem(int index)
    {
        held.Remove(this[index]);
        base.RemoveItem(index);
    }

    protected override void ClearItems()
    {
        held.Clear();
        base.ClearItems();
    }

    protected override void SetItem(int index, Graph item)
    {
        item.Ids.Join(ids);
        held.Remove(this[index]);
        held.Add(item);
        base.SetItem(index, item);
    }
}
