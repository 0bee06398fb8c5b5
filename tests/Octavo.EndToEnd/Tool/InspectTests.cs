using System.Text.Json;

namespace Octavo.EndToEnd;

/// <summary>What <c>octavo inspect</c> says of models of every kind.</summary>
public sealed class InspectTests : IDisposable
{
    private readonly Workplace work = new();

    [Fact]
    public void A_file_shows_its_figures_as_text_and_as_json()
    {
        var text = ToolRun.Of("inspect", Workplace.FloatModel);
        Assert.Equal(0, text.ExitCode);
        foreach (
            var part in new[] { "signature 'serving_default'", "CONV_2D", "parameters: ", "multiply-adds of an invocation: ",
                "memory for results: at least ", "largest constants", "Float32: " })
        {
            Assert.Contains(part, text.Output, StringComparison.Ordinal);
        }

        using var json = Json("inspect", Workplace.FloatModel, "--json");
        var root = json.RootElement;
        // conv 3x3x1x12, conv 3x3x12x24, dense 600x64, dense 64x10, each with its biases.
        Assert.Equal((9 * 12) + 12 + (9 * 12 * 24) + 24 + (600 * 64) + 64 + 640 + 10, root.GetProperty("parameters").GetInt64());
        Assert.Equal((26 * 26 * 12 * 9) + (11 * 11 * 24 * 108) + (600 * 64) + 640, root.GetProperty("multiply_adds").GetInt64());
        Assert.InRange(root.GetProperty("arena_bytes").GetInt64(), 26 * 26 * 12 * 4, 4 * 26 * 26 * 12 * 4);
        Assert.Equal(600 * 64 * 4, root.GetProperty("largest_constants")[0].GetProperty("bytes").GetInt64());
        Assert.Equal(root.GetProperty("weight_bytes").GetProperty("Float32").GetInt64(), 4 * root.GetProperty("parameters").GetInt64());
        Assert.Equal("image",
            root.GetProperty("signature_tensors").GetProperty("serving_default").GetProperty("inputs")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_saved_model_shows_what_can_be_converted()
    {
        var text = ToolRun.Of("inspect", work.SavedModel);
        Assert.Equal(0, text.ExitCode);
        foreach (
            var part in new[] { "graph with tags [serve]", "signature 'serving_default'", "input 'image': Float32 [1,28,28,1]", "Conv2D 8",
                "[3,3,12,24], 10 368 bytes" })
        {
            Assert.Contains(part, text.Output, StringComparison.Ordinal);
        }

        using var json = Json("inspect", work.SavedModel, "--json");
        Assert.Equal("SavedModel", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal("serve", json.RootElement.GetProperty("graphs")[0].GetProperty("tags")[0].GetString());
        using var checkpoint = Json("inspect", work["saved_model/variables"], "--json");
        Assert.Equal(json.RootElement.GetProperty("variables").GetArrayLength(),
            checkpoint.RootElement.GetProperty("variables").GetArrayLength());
    }

    [Fact]
    public void A_folder_without_a_model_and_options_without_effect_are_refused()
    {
        Assert.Equal(3, ToolRun.Of("inspect", Directory.CreateDirectory(work["empty"]).FullName).ExitCode);
        Assert.Equal(6, ToolRun.Of("inspect", work["nowhere"]).ExitCode);
        Assert.Equal(2, ToolRun.Of("inspect", "").ExitCode);
        Assert.Equal(2, ToolRun.Of("inspect", work.SavedModel, "--nodes").ExitCode);
    }

    public void Dispose() => work.Dispose();

    private static JsonDocument Json(params string[] arguments)
    {
        var run = ToolRun.Of(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output);
    }
}
