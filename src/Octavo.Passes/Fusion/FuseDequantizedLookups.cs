using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Lets lookups read a quantized or float16 table itself where the file says DEQUANTIZE(constant) -> GATHER, EMBEDDING_LOOKUP or
/// EMBEDDING_LOOKUP_SPARSE, so that only the rows that are looked up become floats. A table that anything else reads as floats is left
/// alone: it is dequantized whole anyway.
/// </summary>
internal sealed class FuseDequantizedLookups : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is Dequantize && DequantizingGather.CanDequantizeRowsOf(node.Input(0))
                && OnlyLookupsRead(edit.Graph, node.Output))
            {
                foreach (var use in node.Output.Uses.ToArray())
                {
                    Fuse(edit, use.Node, node.Input(0));
                }

                edit.RemoveNode(node);
            }
        }
    }

    private static bool OnlyLookupsRead(Graph graph, Value table) =>
        table.Uses.Count != 0 && !table.IsReturned && table.Uses.All(use => use.Node.Operator switch
        {
            Gather => use.Input == 0,
            EmbeddingLookup => use.Input == 1,
            EmbeddingLookupSparse => use.Input == 4,
            _ => false,
        });

    /// <summary>
    /// EMBEDDING_LOOKUP is a GATHER along the first axis with its inputs the other way round; EMBEDDING_LOOKUP_SPARSE reads the rows that
    /// one in front of it picks.
    /// </summary>
    private static void Fuse(GraphEdit edit, Node lookup, Value table)
    {
        if (lookup.Operator is Gather gather)
        {
            edit.SetOperator(lookup, new DequantizingGather(gather));
            edit.SetInput(lookup, 0, table);
        }
        else if (lookup.Operator is EmbeddingLookupSparse)
        {
            SparseLookupRows.Read(edit, lookup,
                edit.Emit(lookup, $"{lookup.Name}/rows", new DequantizingGather(new Gather()), table, lookup.Input(0)));
        }
        else
        {
            edit.SetOperator(lookup, new DequantizingGather(new Gather()));
            edit.SetInputs(lookup, table, lookup.Input(0));
        }
    }
}
