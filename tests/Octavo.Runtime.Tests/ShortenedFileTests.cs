using System.Runtime.Versioning;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;
using Octavo.TFLite;

namespace Octavo.Runtime.Tests;

/// <summary>A model lies in its file as long as it lives: a file that somebody cuts off is an error, not the end of the process.</summary>
public sealed class ShortenedFileTests : IDisposable
{
    /// <summary>More than is copied when the file is opened.</summary>
    private const int Elements = 5 << 20;

    private readonly string path = Path.Combine(Path.GetTempPath(), $"octavo-{Guid.NewGuid():N}.tflite");

    public void Dispose() => File.Delete(path);

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_is_cut_off_between_two_invocations_is_an_error()
    {
        Write();
        using var interpreter = Interpreter.Open(path);
        interpreter.InputSpan<float>(0)[0] = 2;
        interpreter.Invoke();
        Assert.Equal(3, interpreter.OutputSpan<float>(0)[0]);
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(4096);
        }

        for (var run = 0; run < 2; run++)
        {
            var error = Assert.Throws<OctavoException>(interpreter.Invoke);
            Assert.Equal(ErrorKind.InputOutput, error.Kind);
            Assert.Contains("shorter", error.What, StringComparison.Ordinal);
            Assert.Contains(path, error.Where, StringComparison.Ordinal);
        }
    }

    /// <summary>y = x + a constant of ones, which stays in the file.</summary>
    private void Write()
    {
        var edit = new GraphEdit(new Graph("main"));
        var x = edit.AddInput("x", ElementType.Float32, new Shape(1, Elements));
        var ones = new float[Elements];
        Array.Fill(ones, 1);
        var y = edit.NewValue("y", ElementType.Float32, x.Shape);
        edit.AddNode("y", new Add(), [x, edit.AddConstant("ones", Tensor.From(new Shape(Elements), ones))], [y]);
        edit.AddOutput(y);
        var model = new Model();
        model.Subgraphs.Add(edit.Graph);
        using var stream = File.Create(path);
        ModelWriter.Write(model, stream);
    }
}
