using System.CommandLine;
using Octavo.Evaluation;

namespace Octavo.Cli;

/// <summary>The options of commands that read samples and name classes. docs/data.md describes what they take.</summary>
internal static class SampleOptions
{
    public static readonly Option<string> Preprocess = new("--preprocess")
    {
        DefaultValueFactory = _ => "none",
        Description = "What is done to each sample: a preset's name, a JSON file (a model's meta.json will do), or JSON (docs/data.md).",
    };

    public static readonly Option<string?> Labels = new("--labels")
    {
        Description = "Names of the model's classes in the order of its scores: one a line, or JSON. Without it the model's own metadata.",
    };

    static SampleOptions() => Preprocess.CompletionSources.Add([.. Preprocessing.PresetNames]);

    public static IPreprocessing ReadPreprocessing(ParseResult arguments) => Preprocessing.Parse(arguments.GetValue(Preprocess)!);

    public static ClassLabels? ReadLabels(ParseResult arguments) => arguments.GetValue(Labels) is { } path ? ClassLabels.Read(path) : null;
}
