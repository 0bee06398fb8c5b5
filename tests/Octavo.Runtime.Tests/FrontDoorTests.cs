using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;
using Octavo.TFLite;

namespace Octavo.Runtime.Tests;

/// <summary>What a program says to an interpreter, and what it hears.</summary>
public sealed class FrontDoorTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"octavo-{Guid.NewGuid():N}.tflite");
    private readonly byte[] bytes;

    public FrontDoorTests()
    {
        using var stream = new MemoryStream();
        ModelWriter.Write(DoublingModel.Of(new Shape(2)), stream);
        bytes = stream.ToArray();
        File.WriteAllBytes(path, bytes);
    }

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_model_is_opened_from_a_path_a_stream_and_memory()
    {
        using var file = File.OpenRead(path);
        foreach (
            var interpreter in new[] { Interpreter.Open(path), Interpreter.Open(file), Interpreter.Open(new MemoryStream(bytes)),
                Interpreter.Open(bytes) })
        {
            using (interpreter)
            {
                Assert.Equal(["serve"], interpreter.SignatureNames);
                Assert.Equal("serve", interpreter.SignatureName);
                interpreter.SetInput<float>("x", [1f, -2f]);
                interpreter.Invoke();
                Assert.Equal([2f, -4f], interpreter.OutputSpan<float>("y"));
            }
        }

        Assert.True(file.CanRead);
    }

    [Fact]
    public void Inputs_and_outputs_are_described_by_index_and_by_name()
    {
        using var interpreter = Interpreter.Open(path);
        Assert.Equal(new InterpreterTensor("x", ElementType.Float32, new Shape(2), new Shape(2), null), interpreter.Input("x"));
        Assert.Equal(interpreter.Output(0), interpreter.Output("y"));
        Assert.Same(interpreter, interpreter.ForSignature("serve"));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest_and_all_there_are()
    {
        using var interpreter = Interpreter.Open(path);
        var error = Assert.Throws<OctavoException>(() => interpreter.SetInput<float>("X", [1f, 2f]));
        Assert.Equal((ErrorKind.Usage, "x", "Did you mean 'x'?"), (error.Kind, error.Expected, error.Hint));
        Assert.Equal(path, error.Where);
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => interpreter.OutputSpan<float>("z")).Kind);
        Assert.Contains("0 to 0: x", Assert.Throws<OctavoException>(() => interpreter.Input(7)).Message, StringComparison.Ordinal);
        Assert.Contains("serve", Assert.Throws<OctavoException>(() => interpreter.ForSignature("serv")).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_before_the_first_invocation_and_after_a_resize_are_refused()
    {
        using var interpreter = Interpreter.Open(path);
        MustRefuseOutputs(interpreter);
        interpreter.Invoke();
        Assert.Equal([0f, 0f], interpreter.GetOutput<float>(0));
        interpreter.ResizeInput("x", new Shape(3));
        MustRefuseOutputs(interpreter);
    }

    [Fact]
    public void Outputs_of_an_invocation_that_failed_are_refused()
    {
        using var model = new SharedModel(EndlessModel.Of());
        using var interpreter = model.CreateInterpreter(new InterpreterOptions { MaximumSteps = 10 });
        Assert.Throws<OctavoException>(interpreter.Invoke);
        MustRefuseOutputs(interpreter);
    }

    [Fact]
    public void Null_is_refused_as_an_argument()
    {
        using var interpreter = Interpreter.Open(path);
        Assert.Throws<ArgumentNullException>(() => Interpreter.Open((string)null!));
        Assert.Throws<ArgumentNullException>(() => Interpreter.Open((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => SharedModel.Open(bytes, null!));
        Assert.Throws<ArgumentNullException>(() => new Interpreter(null!));
        Assert.Throws<ArgumentNullException>(() => new InterpreterPool(null!));
        Assert.Throws<ArgumentNullException>(() => interpreter.Input(null!));
        Assert.Throws<ArgumentNullException>(() => interpreter.SetInput(0, null!));
        Assert.Throws<ArgumentNullException>(() => interpreter.SetStrings(0, null!));
        Assert.Throws<ArgumentNullException>(() => interpreter.ForSignature(null!));
    }

    [Fact]
    public void Elements_of_another_type_or_number_are_refused_by_name()
    {
        using var interpreter = Interpreter.Open(path);
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => interpreter.SetInput<int>(0, [1, 2])).Kind);
        var error = Assert.Throws<OctavoException>(() => interpreter.SetInput<float>(0, [1f]));
        Assert.Equal((ErrorKind.InvalidData, "x"), (error.Kind, error.Where));
    }

    [Fact]
    public void Strings_go_in_and_come_out_and_are_empty_until_they_are_set()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.String, new Shape(-1));
        edit.AddOutput(LoopModel.Node(edit, new Concatenation(0), ElementType.String, new Shape(-1), input, input));
        using var model = new SharedModel(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = model.CreateInterpreter();
        interpreter.Invoke();
        Assert.Equal(["", ""], interpreter.GetStrings(0));
        interpreter.SetStrings(0, ["a", "ä"], new Shape(2));
        interpreter.Invoke();
        Assert.Equal(["a", "ä", "a", "ä"], interpreter.GetStrings(0));
    }

    private static void MustRefuseOutputs(Interpreter interpreter)
    {
        var error = Assert.Throws<OctavoException>(() => interpreter.OutputSpan<float>(0));
        Assert.Equal((ErrorKind.Usage, "Call Invoke first."), (error.Kind, error.Hint));
        Assert.Throws<OctavoException>(() => interpreter.GetOutput(0));
        Assert.Throws<OctavoException>(() => interpreter.GetOutput<float>(0));
    }
}
