using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo;

/// <summary>Replays the recorded cases of a folder: each <c>X.tflite</c> against its <c>X.npz</c>.</summary>
public sealed class FolderReplay(InterpreterOptions options)
{
    /// <summary>One case: passed, or why not.</summary>
    /// <param name="Outcome">passed, failed, unsupported or skipped.</param>
    public sealed record CaseResult(string Name, string Kind, string Outcome, string? Reason, double Difference, bool IsBitEqual);

    /// <summary>All cases below a folder, or the one that a file is, in order of their names.</summary>
    /// <param name="kinds">Only cases of these kinds; empty for all.</param>
    public IEnumerable<CaseResult> Run(string path, IReadOnlySet<string> kinds)
    {
        var files = File.Exists(path)
            ? [path]
            : Directory.Exists(path)
                ? Directory.EnumerateFiles(path, "*.tflite", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray()
                : throw new OctavoException(ErrorKind.InputOutput, "there is no such file or folder", path);
        foreach (var file in files)
        {
            var (kind, expect) = Entry(file);
            if (kinds.Count == 0 || kinds.Contains(kind))
            {
                yield return RunCase(file, kind, expect);
            }
        }
    }

    private static (string Kind, string Expect) Entry(string file)
    {
        var manifest = Path.Combine(Path.GetDirectoryName(file)!, "manifest.json");
        if (File.Exists(manifest))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            var name = Path.GetFileNameWithoutExtension(file);
            foreach (var entry in document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [])
            {
                if (entry.TryGetProperty("case", out var own) && own.GetString() == name)
                {
                    return (Text(entry, "kind"), Text(entry, "expect"));
                }
            }
        }

        return ("", "");
    }

    private static string Text(JsonElement entry, string key) => entry.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static ReplayTolerance Tolerance(string file, string kind, string expect) =>
        IsWholeModel(file) ? (Path.GetFileName(file).StartsWith("dynamic", StringComparison.Ordinal) ? ReplayTolerance.HybridModel : ReplayTolerance.FloatModel)
        : expect == "exact" ? ReplayTolerance.Exact
        : kind is "hybrid" or "hybrid-asymmetric" or "int4" or "int2" or "blockwise" ? ReplayTolerance.HybridOperator
        : ReplayTolerance.FloatOperator;

    /// <summary>Damaged models; elsewhere a recorded refusal is LiteRT's own limit.</summary>
    private static bool MustRefuse(string file) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) == "_malformed";

    private static bool IsWholeModel(string file) => File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "io.npz"));

    private CaseResult RunCase(string file, string kind, string expect)
    {
        var record = Path.ChangeExtension(file, ".npz");
        if (!File.Exists(record) && expect != "error")
        {
            return new CaseResult(file, kind, "skipped", "it has no recorded outputs", 0, false);
        }

        try
        {
            using var interpreter = Interpreter.Open(file, options);
            if (expect == "error")
            {
                interpreter.Runtime.Invoke();
                return MustRefuse(file)
                    ? new CaseResult(file, kind, "failed", "it should be refused and runs", 0, false)
                    : new CaseResult(file, kind, "passed", "LiteRT refuses this; the definition gives it a meaning", 0, false);
            }

            using var recorded = NpzFile.Open(record);
            var io = Path.Combine(Path.GetDirectoryName(file)!, "io.npz");
            using var inputs = File.Exists(io) ? NpzFile.Open(io) : null;
            var outputs = new CaseReplay(recorded, inputs, IsWholeModel(file), Tolerance(file, kind, expect)).Run(interpreter.Runtime);
            var failure = outputs.FirstOrDefault(output => output.Reason is not null);
            var difference = outputs.Count == 0 ? 0 : outputs.Max(output => output.Difference);
            if (expect == "defect" && failure is not null)
            {
                return new CaseResult(file, kind, "skipped", "LiteRT's kernel is known to be wrong here, its output is no truth", difference, false);
            }

            return outputs.Count == 0
                ? new CaseResult(file, kind, "skipped", "the record holds no outputs in this form", 0, false)
                : new CaseResult(file, kind, failure is null ? "passed" : "failed", failure is null ? null : $"{failure.Key}: {failure.Reason}", difference, outputs.All(output => output.IsBitEqual));
        }
        catch (OctavoException error)
        {
            return expect == "error"
                ? new CaseResult(file, kind, "passed", null, 0, true)
                : new CaseResult(file, kind, error.ExitCode == 4 ? "unsupported" : "failed", error.Message, 0, false);
        }
#pragma warning disable CA1031 // One case that meets a bug of Octavo must not hide the results of the others.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new CaseResult(file, kind, "failed", $"a bug of Octavo: {error.GetType().Name}, {error.Message}", 0, false);
        }
    }
}
