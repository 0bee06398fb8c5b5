using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Tables in partitions, as TensorFlow 1's embedding_lookup writes them.</summary>
public sealed class PartitionedLookupTests
{
    private const int Columns = 2;
    private static readonly int[] Ids = [6, 0, 3, 3, 5, 1, 2, 4];

    [Fact]
    public void A_table_dealt_out_by_the_rest_of_a_division_is_one_lookup_in_the_whole_table()
    {
        var graph = Modulo(Table(part => [.. Enumerable.Range(0, 7).Where(id => id % 3 == part)]));
        Assert.Equal(["GATHER"], graph.Operators("stitch"));
        Assert.Equal(Rows(Ids), graph.Run("stitch").Values<float>().ToArray());
    }

    [Fact]
    public void A_table_dealt_out_in_runs_is_one_lookup_in_the_whole_table()
    {
        var graph = Division(Table(part => part == 0 ? [0, 1, 2] : part == 1 ? [3, 4] : [5, 6]));
        Assert.Equal(["GATHER"], graph.Operators("stitch"));
        Assert.Equal(Rows(Ids), graph.Run("stitch").Values<float>().ToArray());
    }

    [Fact]
    public void A_table_dealt_out_by_numbers_from_elsewhere_is_one_lookup_behind_the_starts_of_the_parts()
    {
        int[] parts = [2, 0, 1, 1, 2, 0, 0, 1];
        int[] rows = [1, 0, 0, 0, 0, 1, 2, 1];
        var graph = Stitched(Table(part => part == 0 ? [0, 1, 2] : part == 1 ? [3, 4] : [5, 6])
            .Input("parts", Tensor.From(new Shape(parts.Length), parts), -1).Input("rows", Tensor.From(new Shape(rows.Length), rows), -1));
        Assert.Equal(["GATHER", "ADD", "GATHER"], graph.Operators("stitch"));
        Assert.Equal(Rows(Ids), graph.Run("stitch").Values<float>().ToArray());
    }

    [Fact]
    public void Parts_that_are_changed_before_they_are_stitched_are_looked_up_one_by_one()
    {
        var graph = Modulo(Table(part => [.. Enumerable.Range(0, 7).Where(id => id % 3 == part)]), "Relu");
        Assert.Contains("WHERE", graph.Operators("stitch"));
        Assert.Equal(Rows(Ids), graph.Run("stitch").Values<float>().ToArray());
    }

    /// <summary>The row of an id is 10 id + 1, 10 id + 2.</summary>
    private static float[] Rows(int[] ids) => [.. ids.SelectMany(id => Enumerable.Range(1, Columns).Select(column => (10f * id) + column))];

    private static ImportedGraph Table(Func<int, int[]> idsOfPart)
    {
        var graph = new ImportedGraph().Input("ids", Tensor.From(new Shape(Ids.Length), Ids), -1);
        for (var part = 0; part < 3; part++)
        {
            var ids = idsOfPart(part);
            graph.Constant($"table{part}", Tensor.From(new Shape(ids.Length, Columns), Rows(ids)));
        }

        return graph.Scalar("zero", 0).Scalar("one", 1).Scalar("two", 2).Scalar("three", 3);
    }

    private static ImportedGraph Modulo(ImportedGraph graph, string? change = null)
    {
        graph.Node("FloorMod", "parts", [("T", ElementType.Int32)], "ids", "three")
            .Node("FloorDiv", "rows", [("T", ElementType.Int32)], "ids", "three");
        return Stitched(graph, change);
    }

    /// <summary>Seven rows in three parts: two in each, and one more in the first.</summary>
    private static ImportedGraph Division(ImportedGraph graph)
    {
        (string, object)[] integers = [("T", ElementType.Int32)];
        graph.Node("FloorDiv", "by_three", integers, "ids", "three")
            .Node("Sub", "behind_extras", integers, "ids", "one")
            .Node("FloorDiv", "by_two", integers, "behind_extras", "two")
            .Node("Maximum", "parts", integers, "by_three", "by_two")
            .Node("Less", "is_extra", integers, "parts", "one")
            .Node("FloorMod", "extra_rows", integers, "ids", "three")
            .Node("FloorMod", "plain_rows", integers, "behind_extras", "two")
            .Node("Select", "rows", integers, "is_extra", "extra_rows", "plain_rows");
        return Stitched(graph);
    }

    private static ImportedGraph Stitched(ImportedGraph graph, string? change = null)
    {
        graph.Node("Size", "count", [("T", ElementType.Int32), ("out_type", ElementType.Int32)], "parts")
            .Node("Range", "order", [("Tidx", ElementType.Int32)], "zero", "count", "one")
            .Node("DynamicPartition", "places", [("T", ElementType.Int32), ("num_partitions", 3)], "order", "parts")
            .Node("DynamicPartition", "dealt", [("T", ElementType.Int32), ("num_partitions", 3)], "rows", "parts");
        var looked = new List<string>();
        for (var part = 0; part < 3; part++)
        {
            graph.Node(
                "GatherV2", $"looked{part}",
                [("Tparams", ElementType.Float32), ("Tindices", ElementType.Int32), ("Taxis", ElementType.Int32)], $"table{part}",
                $"dealt:{part}", "zero");
            looked.Add(change is null ? $"looked{part}" : $"changed{part}");
            if (change is not null)
            {
                graph.Node(change, looked[^1], [], $"looked{part}");
            }
        }

        return graph.Node("DynamicStitch", "stitch", [("N", 3)], [.. Enumerable.Range(0, 3).Select(part => $"places:{part}"), .. looked]);
    }
}
