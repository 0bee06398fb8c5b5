using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Lets EMBEDDING_LOOKUP_SPARSE read rows that were looked up already, one for each of its ids, in their order.</summary>
internal static class SparseLookupRows
{
    /// <summary>Looks the rows up in a table of integers, in front of the node.</summary>
    /// <param name="node">An EMBEDDING_LOOKUP_SPARSE.</param>
    /// <param name="table">[rows, ...], with symmetric scales.</param>
    public static void LookUp(GraphEdit edit, Node node, Value table)
    {
        var ids = node.Input(0);
        var rows = edit.NewValue($"{node.Name}/rows", ElementType.Float32,
            table.Shape.With(0, ids.Shape.HasRank ? ids.Shape[0] : Shape.UnknownSize));
        edit.AddNodeBefore(node, rows.Name, new EmbeddingLookup(), [ids, table], [rows]);
        Read(edit, node, rows);
    }

    /// <param name="node">An EMBEDDING_LOOKUP_SPARSE; its ids become positions in the rows.</param>
    /// <param name="rows">[lookups, ...], computed before the node.</param>
    public static void Read(GraphEdit edit, Node node, Value rows)
    {
        edit.SetInput(node, 0, FirstAxisPositions.Emit(edit, node, $"{node.Name}/positions", node.Input(0)));
        edit.SetInput(node, 4, rows);
    }
}
