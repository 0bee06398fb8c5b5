using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// <c>octavo run</c> on several calls of a model that keeps its states: each from fresh state, or each where the last one ended.
/// </summary>
public sealed class KeptStateRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("octavo-states-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void States_are_kept_from_call_to_call_only_when_asked_for()
    {
        var model = Path.Combine(folder, "model.tflite");
        var written = new KeptStateModel(
            [new BasicLstmWrittenCell(32, 32)], 2, 1, KeptStateForm.Step, WeightStorage.ResourceVariables).Write();
        var source = Directory.CreateDirectory(Path.Combine(folder, "saved_model")).FullName;
        written.WriteTo(source).ConvertToFile(model);
        var input = Tensor.From(new Shape(2, 32), Enumerable.Range(0, 64).Select(index => MathF.Sin(index)).ToArray());
        var record = Path.Combine(folder, "calls.npz");
        NpzFile.Write(record, new Dictionary<string, Tensor> { ["call0/input/0"] = input, ["call1/input/0"] = input });
        Assert.Equal(Run(model, record, "call0"), Run(model, record, "call1"));
        Assert.NotEqual(Run(model, record, "call0", "--keep-state"), Run(model, record, "call1", "--keep-state"));
        Assert.Equal(Run(model, record, "call0"), Run(model, record, "call0", "--keep-state"));
    }

    private float[] Run(string model, string record, string call, params string[] options)
    {
        var output = Path.Combine(folder, "out.npz");
        var run = ToolRun.Of(["run", model, "--input", record, "-o", output, "--force", .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var outputs = NpzFile.Open(output);
        return outputs.Read($"{call}/output/0").Values<float>().ToArray();
    }
}
