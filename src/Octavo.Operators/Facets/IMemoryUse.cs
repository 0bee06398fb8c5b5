using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The facet of an operator whose outputs may lie where inputs lie.</summary>
internal interface IMemoryUse
{
    /// <summary>How an output may use the memory of inputs; a plan takes the first that it can, and may take none.</summary>
    ImmutableArray<MemoryUse> MemoryOf(Node node, int output);

    /// <summary>Whether the only output of a node has the elements of input 0 in the same order.</summary>
    static bool IsView(Node node) =>
        node.Operator is IMemoryUse operation && node.Outputs.Count == 1 && operation.MemoryOf(node, 0).Contains(new MemoryUse(0, false));
}
