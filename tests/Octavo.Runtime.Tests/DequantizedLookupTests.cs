using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Tables that a file stores in few bits behind a DEQUANTIZE.</summary>
public sealed class DequantizedLookupTests
{
    private const int Rows = 40;
    private const int RowLength = 27;

    private static readonly int[] Ids = [39, 0, 17, 17, 5];

    public static TheoryData<ElementType, int, bool> Tables => new()
    {
        { ElementType.Int8, -1, false },
        { ElementType.Int8, 0, true },
        { ElementType.Int8, 1, false },
        { ElementType.UInt8, -1, true },
        { ElementType.UInt8, 0, false },
        { ElementType.Int4, -1, false },
        { ElementType.Int4, 0, true },
        { ElementType.Int2, -1, true },
        { ElementType.Float16, -1, false },
        { ElementType.Float16, -1, true },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Rows_that_are_looked_up_have_the_bits_of_the_dequantized_table(ElementType type, int axis, bool isEmbeddingLookup)
    {
        var (table, quantization) = Table(type, axis, Rows, RowLength);
        var edit = Lookup(table, quantization, isEmbeddingLookup);
        var dequantize = edit.Graph.Nodes[0];
        var whole = NodeEvaluator.Evaluate(dequantize, [table])[0];
        var expected = NodeEvaluator.Evaluate(
            edit.Graph.Nodes[1],
            isEmbeddingLookup ? [Tensor.From<int>(new Shape(Ids.Length), Ids), whole]
            : [whole, Tensor.From<int>(new Shape(Ids.Length), Ids)])[0];

        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = new Interpreter(model);
        interpreter.SetInput(0, Tensor.From<int>(new Shape(Ids.Length), Ids));
        interpreter.Invoke();

        Assert.Single(edit.Graph.Nodes);
        Assert.Equal(expected.Values<float>(), interpreter.OutputSpan<float>(0));
        Assert.Equal(0, model.Weights.Computations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_large_table_is_never_copied_nor_made_floats(bool isEmbeddingLookup)
    {
        const int rows = 200_000;
        const int rowLength = 320;
        var (table, quantization) = Table(ElementType.Int8, -1, rows, rowLength);
        using var model = new SharedModel(new Model { Subgraphs = { Lookup(table, quantization, isEmbeddingLookup).Graph } });
        using var interpreter = new Interpreter(model, new InterpreterOptions { Threads = 2 });
        var native = AlignedMemory.AllocatedBytes;
        var managed = GC.GetTotalAllocatedBytes();
        interpreter.SetInput(0, Tensor.From<int>(new Shape(2), rows - 1, 3));
        interpreter.Invoke();
        interpreter.Invoke();

        // A copy of the table has 64 MB, its floats 256; other tests of the assembly stay far below.
        const long muchLess = 32 << 20;
        Assert.InRange(AlignedMemory.AllocatedBytes - native, long.MinValue, muchLess);
        Assert.InRange(GC.GetTotalAllocatedBytes() - managed, 0, muchLess);
        Assert.Equal(0, model.Weights.Computations);
    }

    [Fact]
    public void A_table_that_is_read_as_floats_too_is_dequantized_once()
    {
        var (table, quantization) = Table(ElementType.Int8, -1, Rows, RowLength);
        var edit = Lookup(table, quantization, false);
        var sum = edit.AddNode(
            "sum", new Sum(false), [edit.Graph.Nodes[0].Output, edit.AddConstant("axis", Tensor.From(new Shape(1), 1))],
            [edit.NewValue("sums", ElementType.Float32, new Shape(Rows))]);
        edit.AddOutput(sum.Output);

        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });

        Assert.Equal(ElementType.Float32, edit.Graph.Nodes[0].Input(0).ElementType);
    }

    private static GraphEdit Lookup(Tensor table, AffineQuantization? quantization, bool isEmbeddingLookup)
    {
        var edit = new GraphEdit(new Graph("main"));
        var ids = edit.AddInput("ids", ElementType.Int32, new Shape(-1));
        var stored = edit.AddConstant("table", table, quantization);
        var floats = edit.AddNode("floats", new Dequantize(), [stored], [edit.NewValue("floats", ElementType.Float32, table.Shape)]).Output;
        var rows = edit.NewValue("rows", ElementType.Float32, new Shape(-1, table.Shape[1]));
        edit.AddOutput(rows);
        if (isEmbeddingLookup)
        {
            edit.AddNode("lookup", new EmbeddingLookup(), [ids, floats], [rows]);
        }
        else
        {
            edit.AddNode("lookup", new Gather(), [floats, ids], [rows]);
        }

        return edit;
    }

    /// <param name="axis">Of the scales; -1 for one scale.</param>
    private static (Tensor Table, AffineQuantization? Quantization) Table(ElementType type, int axis, int rows, int rowLength)
    {
        var random = new Random(7);
        var shape = new Shape(rows, rowLength);
        if (type == ElementType.Float16)
        {
            return (Tensor.From<Half>(shape, [.. Enumerable.Range(0, rows * rowLength).Select(_ => (Half)((random.NextSingle() * 4) - 2))]),
                null);
        }

        var bytes = new byte[type.SizeInBytes(shape.ElementCount)];
        random.NextBytes(bytes);
        var zeroPoint = type == ElementType.UInt8 ? 131 : 0;
        var count = axis < 0 ? 1 : shape[axis];
        return (
            new Tensor(type, shape, bytes),
            new AffineQuantization([.. Enumerable.Range(1, count).Select(index => 0.003f * index)],
                [.. Enumerable.Repeat((long)zeroPoint, count)], Math.Max(0, axis)));
    }
}
