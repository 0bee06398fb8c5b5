using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>Tells nodes apart that do more than compute their outputs.</summary>
public static class StatefulNodes
{
    /// <summary>Whether the operator is stateful, or a node of a graph that it runs.</summary>
    public static bool IsStateful(this Node node) => node.Operator is IStatefulOperator
        || (node.Operator is ISubgraphOperator caller && caller.Subgraphs.Any(reference => reference.Graph?.Nodes.Any(IsStateful) == true));
}
