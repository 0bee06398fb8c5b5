using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>A rewrite of one graph that depends on what the other graphs of its model do.</summary>
internal interface IModelPass : IPass
{
    /// <summary>The same for a graph of which nothing else is known: rewrites that ask for the whole model are left out.</summary>
    void IPass.Apply(GraphEdit edit) => Apply(edit, new Model());

    /// <param name="model">Holds the graph.</param>
    void Apply(GraphEdit edit, Model model);
}
