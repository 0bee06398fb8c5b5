using System.Collections.ObjectModel;

namespace Octavo.Graphs;

/// <summary>The subgraphs of one model; what a graph holds takes its numbers from the model as it comes in.</summary>
internal sealed class SubgraphList(IdRange ids, HashSet<Graph> changed) : Collection<Graph>
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
        Take(item);
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
        held.Remove(this[index]);
        Take(item);
        base.SetItem(index, item);
    }

    private void Take(Graph graph)
    {
        graph.Ids.Join(ids);
        graph.ChangedOfModel = changed;
        changed.Add(graph);
        held.Add(graph);
    }
}
