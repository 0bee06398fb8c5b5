using System.Collections.Immutable;

namespace Octavo.Graphs;

/// <summary>An operator that runs other graphs of its model.</summary>
internal interface ISubgraphOperator
{
    /// <summary>
    /// The graphs, in the order of the operator's options. Their inputs are those of the node, in order, but for what selects a branch.
    /// </summary>
    ImmutableArray<GraphReference> Subgraphs { get; }

    /// <summary>The same operator with other graphs, as many as before.</summary>
    Operator WithSubgraphs(ImmutableArray<GraphReference> subgraphs);
}
