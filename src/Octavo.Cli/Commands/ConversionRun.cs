using System.Diagnostics;
using System.Text.Json.Nodes;
using Octavo.Quantization;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>What <c>convert</c> and <c>quantize</c> share: write the file, and say what was done.</summary>
internal static class ConversionRun
{
    public static int Write(Converter converter, string source, string output, string? planOut, bool force, bool json)
    {
        if (planOut is not null && converter.Recipe is null && converter.Plan is null)
        {
            throw new OctavoException(ErrorKind.Usage, "--plan-out has nothing to write without --recipe.",
                hint: "Name a recipe, or leave --plan-out out.");
        }

        OutputFiles.Require(force, [source, converter.Recipe, converter.Plan], ("--output", output), ("--plan-out", planOut));
        Messages.Say($"{source} -> {output}{((converter.Recipe ?? converter.Plan) is { } basis ? $" by {basis}" : "")}");
        var start = Stopwatch.GetTimestamp();
        ConversionReport report;
        using (var progress = new ProgressReport())
        using (progress.Watch($"converting {source}"))
        {
            report = converter.ConvertToFileAsync(output, force, new ConversionStages(progress, source), InterruptSignals.Token)
                .GetAwaiter().GetResult();
        }

        Messages.Say($"{report.Bytes} bytes in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        foreach (var note in report.Notes)
        {
            Messages.Say(note);
        }

        foreach (var note in report.Recurrence)
        {
            Messages.Say($"{note.Node}: {note.Result}{(note.Reason is { } reason ? $", because {reason}" : "")}");
        }

        if (planOut is not null)
        {
            report.SavePlan(planOut, force);
        }

        Show(report, output, json);
        return 0;
    }

    private static void Show(ConversionReport report, string output, bool json)
    {
        // Standard output holds the model itself where the output is "-".
        var writer = output == "-" ? Console.Error : Console.Out;
        if (json)
        {
            writer.WriteLine(Describe(report, output).ToJsonString());
            return;
        }

        foreach (var line in report.Quantization is { } quantization ? DecisionLines(quantization) : [])
        {
            writer.WriteLine(line);
        }

        writer.WriteLine($"operators: {string.Join(", ", report.Operators.Select(entry => $"{entry.Key} {entry.Value}"))}");
        writer.WriteLine(report.Quantization is not { ChangedAnything: true }
            ? $"{output}: {report.Bytes} bytes{(report.Recipe is null ? "" : ", nothing quantized")}"
            : $"{output}: {report.Bytes} bytes, {100.0 * report.Bytes / report.FloatBytes:F1} % of the float file's {report.FloatBytes}");
    }

    private static JsonObject Describe(ConversionReport report, string output) => new()
    {
        ["output"] = output,
        ["bytes"] = report.Bytes,
        ["float_bytes"] = report.FloatBytes,
        ["recipe"] = report.Recipe ?? "float",
        ["operators"] = report.Operators.ToJson(entry => entry.Key, entry => entry.Value),
        ["minimum_runtime"] = report.MinimumRuntime,
        ["recurrence"] =
            report.Recurrence.ToJson(note => new JsonObject { ["node"] = note.Node, ["result"] = note.Result, ["reason"] = note.Reason }),
        ["notes"] = report.Notes.ToJson(),
        ["summary"] = (report.Quantization?.Summary ?? []).ToJson(part => new JsonObject
        {
            ["action"] = part.Action, ["reason"] = part.Reason, ["count"] = part.Count, ["float_bytes"] = part.FloatBytes,
        }),
        ["decisions"] = (report.Quantization?.Decisions ?? []).ToJson(decision => new JsonObject
        {
            ["value"] = decision.Value, ["action"] = decision.Action, ["reason"] = decision.Reason,
        }),
    };

    /// <summary>Each constant by name with <c>--verbose</c>; otherwise a line for what was done for one reason.</summary>
    private static IEnumerable<string> DecisionLines(QuantizationReport report) => Messages.IsVerbose
        ? report.Decisions.Select(decision => $"{decision.Value}: {decision.Action}, {decision.Reason}")
        : report.Summary.Select(group => $"{group.Count} {(group.Count == 1 ? "constant" : "constants")}: {group.Action}, {group.Reason}");
}
