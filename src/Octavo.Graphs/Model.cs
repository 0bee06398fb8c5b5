namespace Octavo.Graphs;

/// <summary>A whole model: its subgraphs (the main one first), the signatures that name them and what else its file says.</summary>
internal sealed class Model
{
    private readonly HashSet<Graph> changed = new(ReferenceEqualityComparer.Instance);

    public Model() => Subgraphs = new SubgraphList(Ids, changed);

    /// <summary>Index 0 is the main subgraph; control flow operators refer to the others by index.</summary>
    public SubgraphList Subgraphs { get; }

    public List<Signature> Signatures { get; } = [];

    /// <summary>Named runs of bytes that travel with the model, in file order.</summary>
    public List<KeyValuePair<string, ReadOnlyMemory<byte>>> Metadata { get; } = [];

    /// <summary>
    /// A zip archive of files that travel with the model (labels, vocabularies), its offsets counted from its own start; empty where there
    /// is none.
    /// </summary>
    public ReadOnlyMemory<byte> Archive { get; set; }

    public string Description { get; set; } = "";

    /// <summary>The file or folder that the model was read from, for errors; empty where there is none.</summary>
    public string Origin { get; set; } = "";

    public Graph Main => Subgraphs[0];

    /// <summary>The graphs that were changed since this was asked last.</summary>
    public IReadOnlyList<Graph> TakeChanged()
    {
        Graph[] taken = [.. changed];
        changed.Clear();
        return taken;
    }

    /// <summary>
    /// The same model once more: changes of one do not reach the other. Nodes and values of the copy have the ids of those that they stand
    /// for; elements of constants are shared.
    /// </summary>
    /// <param name="map">From the nodes and values of this model to those of the copy.</param>
    public Model Copy(out ModelMap map)
    {
        var copy = new Model { Archive = Archive, Description = Description, Origin = Origin };
        copy.Ids.Skip(Ids);
        copy.Metadata.AddRange(Metadata);
        map = ModelMap.Copy(this, copy);
        return copy;
    }

    /// <summary>Where its graphs take the numbers of nodes and values from.</summary>
    internal IdRange Ids { get; } = new();
}
