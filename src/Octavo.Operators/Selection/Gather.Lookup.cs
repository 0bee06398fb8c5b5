using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Gather : ILookupOperator
{
    public int RowNumbers => 1;

    public int CountRows(Node node)
    {
        var table = node.Input(0).Shape;
        return table.HasRank && Axis >= -table.Rank && Axis < table.Rank ? table[Axis] : Shape.UnknownSize;
    }
}
