using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record EmbeddingLookup : ILookupOperator
{
    public int RowNumbers => 0;

    public int CountRows(Node node) => node.Input(1).Shape is { HasRank: true, Rank: > 0 } table ? table[0] : Shape.UnknownSize;
}
