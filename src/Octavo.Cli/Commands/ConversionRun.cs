using System.Diagnostics;
using System.Text.Json;
using Octavo.Quantization;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>What <c>convert</c> and <c>quantize</c> share: write the file, and say what was done.</summary>
internal static class ConversionRun
{
    public static int Write(Converter converter, string source, string output, string? planOut, bool force, bool json)
    {
        RefuseToReplace(output, force);
        Messages.Say($"{source} -> {output}{(converter.Recipe is { } recipe ? $" by {recipe}" : "")}");
        var start = Stopwatch.GetTimestamp();
        var report = converter.ConvertToFile(output);
        Messages.Say($"{report.Bytes} bytes in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        foreach (var note in report.Recurrence)
        {
            Messages.Say($"{note.Node}: {note.Result}{(note.Reason is { } reason ? $", because {reason}" : "")}");
        }

        if (planOut is not null && report.Plan is { } plan)
        {
            PlanFile.Save(plan, planOut);
        }

        Show(report, output, json);
        return 0;
    }

    /// <summary>Devices and pipes are written as they are; a regular file is replaced only when asked for.</summary>
    private static void RefuseToReplace(string output, bool force)
    {
        if (!force && output != "-" && File.Exists(output) && (File.GetAttributes(output) & FileAttributes.Device) == 0 && !output.StartsWith("/dev/", StringComparison.Ordinal))
        {
            throw new OctavoException(ErrorKind.Usage, "The output file exists.", output, hint: "Give another path, or --force to replace it.");
        }
    }

    private static void Show(ConversionReport report, string output, bool json)
    {
        // Standard output holds the model itself where the output is "-".
        var writer = output == "-" ? Console.Error : Console.Out;
        if (json)
        {
            writer.WriteLine(JsonSerializer.Serialize(new
            {
                output,
                bytes = report.Bytes,
                float_bytes = report.FloatBytes,
                recipe = report.Recipe ?? "float",
                operators = report.Operators,
                recurrence = report.Recurrence.Select(note => new { node = note.Node, result = note.Result, reason = note.Reason }),
                decisions = report.Quantization?.Decisions.Select(decision => new { value = decision.Value, action = decision.Action, reason = decision.Reason }) ?? [],
            }));
            return;
        }

        foreach (var decision in report.Quantization?.Decisions ?? [])
        {
            writer.WriteLine($"{decision.Value}: {decision.Action}, {decision.Reason}");
        }

        writer.WriteLine($"operators: {string.Join(", ", report.Operators.Select(entry => $"{entry.Key} {entry.Value}"))}");
        writer.WriteLine(report.Recipe is null
            ? $"{output}: {report.Bytes} bytes"
            : $"{output}: {report.Bytes} bytes, {100.0 * report.Bytes / report.FloatBytes:F1} % of the float file's {report.FloatBytes}");
    }
}
