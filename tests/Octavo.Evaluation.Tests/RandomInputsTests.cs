using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Evaluation.Tests;

public sealed class RandomInputsTests
{
    [Theory]
    [InlineData(ElementType.Float32, 4L << 40)]
    [InlineData(ElementType.Int8, 1L << 40)]
    [InlineData(ElementType.Boolean, 1L << 40)]
    public void A_declared_input_beyond_all_memory_is_refused_with_the_size_that_it_asks_for(ElementType type, long bytes)
    {
        var error = Assert.Throws<OctavoException>(() => Fill(type, new Shape(1 << 20, 1 << 20), null));
        Assert.Equal(ErrorKind.OutOfMemory, error.Kind);
        Assert.Contains($"{bytes}", error.What, StringComparison.Ordinal);
        Assert.Contains("'x'", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_of_the_model_holds_for_its_inputs_too()
    {
        var error = Assert.Throws<OctavoException>(() => Fill(ElementType.Float32, new Shape(1 << 20), 1 << 20));
        Assert.Equal(ErrorKind.OutOfMemory, error.Kind);
        Assert.Contains($"{4 << 20}", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_values() =>
        Assert.Equal(Fill(ElementType.Float32, new Shape(3, 2), null), Fill(ElementType.Float32, new Shape(3, 2), null));

    private static byte[] Fill(ElementType type, Shape shape, long? limit)
    {
        var edit = new GraphEdit(new Graph("main"));
        var x = edit.AddInput("x", type, shape);
        var sizes = edit.NewValue("sizes", ElementType.Int32, new Shape(shape.Rank));
        edit.AddNode("sizes", new ShapeOf(), [x], [sizes]);
        edit.AddOutput(sizes);
        var model = new Model();
        model.Subgraphs.Add(edit.Graph);
        using var shared = new SharedModel(model);
        using var interpreter = new Interpreter(shared, new InterpreterOptions { MemoryLimit = limit });
        return RandomInputs.Of(interpreter, 1)[0].Bytes.ToArray();
    }
}
