using System.Text.RegularExpressions;
using Octavo.Evaluation;

namespace Octavo.EndToEnd;

/// <summary>The examples of docs/data.md: its files are written, its commands are run, its preprocessings are read.</summary>
public sealed partial class PageExampleTests
{
    [GeneratedRegex(@"^```(?<language>\w+)(?: (?<note>[^\n]+))?\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence { get; }

    private static string Page => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pages", "data.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_command_of_the_page_does_what_it_says()
    {
        using var files = new DigitFiles();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Models", "words_bag.dynamic.tflite"), files["languages.tflite"]);
        foreach (var name in new[] { "images-idx3", "labels-idx1" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Samples", $"mnist-500-{name}-ubyte.gz"), files[$"mnist-500-{name}-ubyte.gz"]);
        }

        foreach (var block in Fence.Matches(Page).Where(block => Note(block).StartsWith("file=", StringComparison.Ordinal)))
        {
            File.WriteAllText(files[Note(block)["file=".Length..]], block.Groups["text"].Value);
        }

        var commands = Fence.Matches(Page).Where(block => block.Groups["language"].Value == "sh").ToList();
        Assert.True(commands.Count > 12, $"{commands.Count} blocks of commands");
        foreach (var block in commands)
        {
            var expected = Note(block) is { Length: > 0 } note
                ? int.Parse(note["exit=".Length..], System.Globalization.CultureInfo.InvariantCulture) : 0;
            foreach (var line in block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var run = ToolRun.OfShell($"cd '{files.Folder}' && {line}");
                Assert.True(run.ExitCode == expected, $"{line}: exit code {run.ExitCode}\n{run.Output}{run.Error}");
                Assert.DoesNotContain("top-1 0.", run.Output, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_preprocessing_of_the_page_is_one()
    {
        var blocks = Fence.Matches(Page).Where(
            block => Note(block) is "preprocessing" or "file=grey.json" or "file=trigrams.json").ToList();
        Assert.True(blocks.Count >= 6, $"{blocks.Count} preprocessings");
        Assert.All(blocks, block => Preprocessing.Parse(block.Groups["text"].Value));
    }

    [Fact]
    public void Every_preset_and_every_metric_stands_on_the_page()
    {
        var page = Page;
        Assert.All(Preprocessing.PresetNames.Concat(ClassificationMetrics.Names),
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static string Note(Match block) => block.Groups["note"].Value;
}
