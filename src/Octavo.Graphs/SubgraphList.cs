using System.Collections.ObjectModel;

namespace Octavo.Graphs;

/// <summary>The subgraphs of one model; what a graph holds takes its numbers from the model as it comes in.</summary>
internal sealed class SubgraphList(IdRange ids) : Collection<Graph>
{
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
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, Graph item)
    {
        item.Ids.Join(ids);
        base.SetItem(index, item);
    }
}
