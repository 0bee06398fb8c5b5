using System.CommandLine;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo replay</c>: recorded cases against Octavo's kernels.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string[]> Paths =
        new("PATH") { Arity = ArgumentArity.OneOrMore, Description = "Folders of recorded cases, or single models." };
    private static readonly Option<string?> OutputFolder =
        new("--outputs") { Description = "Where to save what was computed: DIR/X.npz, with the record's keys." };
    private static readonly Option<string[]> Kinds = new("--kind") { Description = "Only cases of this kind; may be repeated." };
    private static readonly Option<bool> Convert =
        new("--convert") { Description = "Convert recorded TensorFlow graphs (.pb) and SavedModels, and replay those instead." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("replay", "Runs models on recorded inputs and compares with the recorded outputs.")
        {
            Paths, OutputFolder, KernelOptions.Threads, KernelOptions.Kernels, Kinds, Convert, Json,
        };
        KernelOptions.AddLimitsTo(command);
        command.SetAction(Run);
        return command;
    }

    /// <summary>What is computed has the names of the records: in their folder it would replace them.</summary>
    private static void RefuseRecords(ParseResult arguments)
    {
        if (arguments.GetValue(OutputFolder) is not { } output)
        {
            return;
        }

        if (output.Length == 0)
        {
            throw new OctavoException(ErrorKind.Usage, "The path of --outputs is empty.", null, "a folder");
        }

        foreach (var path in arguments.GetValue(Paths)!)
        {
            var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            if (FileStatus.Identity(folder) == FileStatus.Identity(output))
            {
                throw new OctavoException(ErrorKind.Usage, "--outputs would replace the records.", output, hint: "Give another folder.");
            }
        }
    }

    private static FolderReplay.CaseResult Counted(FolderReplay.CaseResult result, ProgressReport progress, long done)
    {
        progress.Report("replaying cases", done);
        return result;
    }

    private static int Run(ParseResult arguments)
    {
        var options = KernelOptions.Read(arguments);
        var kinds = (arguments.GetValue(Kinds) ?? []).ToHashSet();
        RefuseRecords(arguments);
        using var progress = new ProgressReport();
        var done = 0L;
        var results = arguments.GetValue(Paths)!
            .SelectMany(path =>
                arguments.GetValue(Convert) ? new SourceReplay(options).Run(path)
                : new FolderReplay(options, arguments.GetValue(OutputFolder)).Run(path, kinds))
            .Select(result => Counted(result, progress, ++done)).ToList();
        ProgressReport.ClearLine();
        if (results.Count == 0)
        {
            throw new OctavoException(ErrorKind.InvalidData, "There are no recorded cases here.",
                string.Join(", ", arguments.GetValue(Paths)!), "a .tflite file beside an .npz of the same name");
        }

        var counts = results.CountBy(result => result.Outcome).ToDictionary();
        if (arguments.GetValue(Json))
        {
            Console.WriteLine(new JsonObject
            {
                ["passed"] = counts.GetValueOrDefault("passed"),
                ["failed"] = counts.GetValueOrDefault("failed"),
                ["unsupported"] = counts.GetValueOrDefault("unsupported"),
                ["skipped"] = counts.GetValueOrDefault("skipped"),
                ["cases"] = results.ToJson(result => new JsonObject
                {
                    ["case"] = result.Name, ["kind"] = result.Kind, ["result"] = result.Outcome, ["bit_equal"] = result.IsBitEqual,
                    ["difference"] = JsonParts.Finite(result.Difference), ["reason"] = result.Reason,
                }),
            }.ToJsonString());
        }
        else
        {
            foreach (var result in results.Where(result => result.Outcome != "passed"))
            {
                Console.WriteLine($"{result.Outcome} {result.Name} ({result.Kind}): {result.Reason}");
            }

            foreach (var kind in results.GroupBy(result => result.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                Console.WriteLine(
                    $"{(kind.Key.Length == 0 ? "models" : kind.Key)}: {kind.Count(result => result.Outcome == "passed")} of {kind.Count()} "
                    + $"passed, {kind.Count(result => result.IsBitEqual)} bit-equal");
            }

            Console.WriteLine(
                string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}")));
        }

        return counts.Keys.All(outcome => outcome is "passed" or "skipped") ? 0 : 5;
    }
}
