using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Operands that name axes, sizes or positions, with fewer or more elements than the operator reads.</summary>
public sealed class IndexOperandTests
{
    private static readonly ElementType[] Types =
        [ElementType.Int32, ElementType.Int64, ElementType.Int16, ElementType.Int8, ElementType.UInt8];

    public static TheoryData<string, string> Lengths => new()
    {
        { "begin", "[]" }, { "begin", "[0]" }, { "begin", "[1]" }, { "begin", "[3]" },
        { "size", "[0]" }, { "size", "[1]" }, { "size", "[3]" },
        { "end", "[0]" }, { "end", "[1]" }, { "end", "[3]" }, { "strides", "[0]" }, { "strides", "[1]" }, { "strides", "[3]" },
        { "permutation", "[0]" }, { "permutation", "[1]" }, { "permutation", "[3]" },
        { "paddings", "[0]" }, { "paddings", "[1,2]" }, { "paddings", "[3,2]" },
        { "mirrored paddings", "[1,2]" },
        { "blocks", "[2]" }, { "blocks", "[5]" }, { "margins", "[0]" }, { "margins", "[2,2]" },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_length_that_does_not_go_with_the_axes_is_refused_although_the_elements_are_computed_in_each_run(string operand,
        string shape)
    {
        var given = new Shape([.. shape.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);
        var two = new Shape(2);
        var (@operator, shapes) = operand switch
        {
            "begin" => ((Operator)new Slice(), new[] { given, two }),
            "size" => (new Slice(), [two, given]),
            "end" => (new StridedSlice(), [two, given, two]),
            "strides" => (new StridedSlice(), [two, two, given]),
            "permutation" => (new Transpose(), [given]),
            "paddings" => (new Pad(), [given]),
            "mirrored paddings" => (new MirrorPad(MirrorPadding.Reflect), [given]),
            "blocks" => (new SpaceToBatchNd(), [given, new Shape(given.Rank == 0 ? 0 : given[0], 2)]),
            _ => (new BatchToSpaceNd(), [new Shape(1), given]),
        };
        Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => Infer(@operator, shapes)).Kind);
    }

    [Fact]
    public void Lengths_that_go_with_the_axes_are_taken_although_the_elements_are_computed_in_each_run()
    {
        Assert.Equal(2, Infer(new Slice(), new Shape(2), new Shape(2))[0].Shape.Rank);
        Assert.Equal(2, Infer(new StridedSlice(), new Shape(2), new Shape(2), new Shape(2))[0].Shape.Rank);
        Assert.Equal(2, Infer(new StridedSlice(), new Shape(1), new Shape(1), new Shape(1))[0].Shape.Rank);
        Assert.Equal(2, Infer(new Transpose(), new Shape(2))[0].Shape.Rank);
        Assert.Equal(2, Infer(new Pad(), new Shape(2, 2))[0].Shape.Rank);
        Assert.Equal(2, Infer(new Slice(), Shape.Unknown, Shape.Unknown)[0].Shape.Rank);
        Infer(new SpaceToBatchNd(), new Shape(1), new Shape(1, 2));
    }

    [Fact]
    public unsafe void Elements_beyond_the_operand_are_refused_for_every_type()
    {
        foreach (var type in Types)
        {
            var edit = new GraphEdit(new Graph("test"));
            var operand = new Operand(edit.AddInput("positions", type, new Shape(3)));
            var memory = new byte[3 * sizeof(long)];
            fixed (byte* first = memory)
            {
                operand.GiveMemory(first, memory.Length);
                var positions = new IndexOperand(operand);
                Assert.Equal(0, positions[2]);
                Assert.All([-1, 3, long.MaxValue],
                    index => Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => positions.Wide(index)).Kind));
                operand.Shape = new Shape(0);
                Assert.Equal(ErrorKind.Shape, Assert.Throws<OctavoException>(() => positions[0]).Kind);
            }
        }
    }

    /// <summary>For data [4,6] and operands of which only the shapes are known.</summary>
    private static ImmutableArray<TypedShape> Infer(Operator @operator, params Shape[] operands)
    {
        var edit = new GraphEdit(new Graph("test"));
        var data = edit.AddInput("data", ElementType.Float32, new Shape(4, 6));
        return GraphBuilder.Infer(@operator,
            [data, .. operands.Select((shape, index) => edit.AddInput($"operand{index}", ElementType.Int32, shape))]);
    }
}
