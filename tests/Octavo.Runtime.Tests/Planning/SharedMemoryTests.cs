using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Runtime.Tests.Planning;

/// <summary>Which results lie where others lay, and that nobody reads what is overwritten.</summary>
public sealed class SharedMemoryTests
{
    private const int Count = 1024;
    private const long Bytes = Count * sizeof(float);

    [Fact]
    public void A_chain_of_elementwise_nodes_needs_memory_for_one_result() =>
        Check(Bytes, x => -x * -x, (edit, x) => Node(edit, new Square(), Node(edit, new Neg(), Node(edit, new Abs(), x))));

    [Fact]
    public void What_is_read_later_is_not_overwritten() => Check(2 * Bytes, x => -x * -x * -x, (edit, x) =>
    {
        var negative = Node(edit, new Neg(), x);
        return Node(edit, new Mul(), Node(edit, new Square(), negative), negative);
    });

    [Fact]
    public void What_is_read_later_under_another_shape_is_not_overwritten() => Check(2 * Bytes, x => (-x * -x) - x, (edit, x) =>
    {
        var negative = Node(edit, new Neg(), x);
        var reshaped = Node(edit, new Reshape(new Shape(Count)), negative);
        return Node(edit, new Add(), Node(edit, new Square(), negative), reshaped);
    });

    [Fact]
    public void What_the_graph_gives_is_not_overwritten()
    {
        var edit = new GraphEdit(new Graph("main"));
        var negative = Node(edit, new Neg(), edit.AddInput("x", ElementType.Float32, new Shape(Count)));
        edit.AddOutput(negative);
        edit.AddOutput(Node(edit, new Square(), negative));
        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = model.CreateInterpreter();
        interpreter.SetInput<float>(0, [.. Enumerable.Repeat(3f, Count)]);
        interpreter.Invoke();
        Assert.All(interpreter.GetOutput<float>(0), element => Assert.Equal(-3f, element));
        Assert.All(interpreter.GetOutput<float>(1), element => Assert.Equal(9f, element));
    }

    [Fact]
    public void A_result_is_not_written_over_an_operand_that_is_stretched()
    {
        var edit = new GraphEdit(new Graph("main"));
        var row = Node(edit, new Neg(), edit.AddInput("row", ElementType.Float32, new Shape(1, 4)));
        var column = Node(edit, new Reshape(new Shape(4, 1)), row);
        edit.AddOutput(Node(edit, new Sub(), Node(edit, new Sub(), row, row), column));
        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = model.CreateInterpreter();
        interpreter.SetInput<float>(0, [1, 2, 3, 4]);
        interpreter.Invoke();
        Assert.Equal([.. Enumerable.Range(1, 4).SelectMany(size => Enumerable.Repeat((float)size, 4))], interpreter.GetOutput<float>(0));
    }

    private static Value Node(GraphEdit edit, Operator @operator, params Value[] inputs) => new GraphBuilder(edit).Emit(@operator, inputs);

    private static void Check(long bytes, Func<float, float> expected, Func<GraphEdit, Value, Value> build)
    {
        var edit = new GraphEdit(new Graph("main"));
        edit.AddOutput(build(edit, edit.AddInput("x", ElementType.Float32, new Shape(Count))));
        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = model.CreateInterpreter();
        float[] input = [.. Enumerable.Range(0, Count).Select(index => (index % 7) - 3f)];
        interpreter.SetInput<float>(0, input);
        interpreter.Invoke();
        Assert.Equal(input.Select(expected), interpreter.GetOutput<float>(0));
        Assert.Equal(bytes, interpreter.ArenaSizeInBytes);
    }
}
