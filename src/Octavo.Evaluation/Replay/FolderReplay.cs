using System.Text.Json;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Replays the recorded cases of a folder: each <c>X.tflite</c> against its <c>X.npz</c>.</summary>
/// <param name="options">How models run.</param>
/// <param name="outputFolder">Where <c>X.npz</c> with what was computed goes, under the same relative path; null for nowhere.</param>
internal sealed class FolderReplay(InterpreterOptions options, string? outputFolder = null)
{
    /// <summary>What is said of a case that LiteRT refuses and that runs.</summary>
    public const string RunsAnyway = "LiteRT refuses this; the definition gives it a meaning";

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
            var entry = Entry(file);
            if (kinds.Count == 0 || kinds.Contains(entry.Kind))
            {
                yield return RunCase(file, entry,
                    Path.GetRelativePath(File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path, file));
            }
        }
    }

    /// <param name="Signatures">
    /// The signature of each call; empty where the main subgraph runs, or the record's keys name signatures.
    /// </param>
    private sealed record CaseEntry(string Kind, string Expect, string[] Signatures);

    private static CaseEntry Entry(string file)
    {
        var manifest = Path.Combine(Path.GetDirectoryName(file)!, "manifest.json");
        if (File.Exists(manifest))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            var name = Path.GetFileNameWithoutExtension(file);
            foreach (var entry in document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray()
                : [])
            {
                if (entry.TryGetProperty("case", out var own) && own.GetString() == name)
                {
                    var signatures = entry.TryGetProperty("signatures", out var names) && names.ValueKind == JsonValueKind.Array
                        ? names.EnumerateArray().Select(item => item.GetString()!) : [];
                    return new CaseEntry(Text(entry, "kind"), Text(entry, "expect"), [.. signatures]);
                }
            }
        }

        return new CaseEntry("", "", []);
    }

    private static string Text(JsonElement entry, string key) =>
        entry.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static ReplayTolerance Tolerance(string file, Interpreter interpreter, string kind, string expect) =>
        IsWholeModel(file) ? (HasHybridNodes(interpreter.Model) ? ReplayTolerance.HybridModel : ReplayTolerance.FloatModel)
        : expect == "exact" ? ReplayTolerance.Exact
        : kind is "hybrid" or "hybrid-asymmetric" or "int4" or "int2" or "blockwise" ? ReplayTolerance.HybridOperator
        : ReplayTolerance.FloatOperator;

    /// <summary>Whether something in the model quantizes its input as it runs.</summary>
    private static bool HasHybridNodes(Model model) =>
        model.Subgraphs.SelectMany(graph => graph.Nodes).Any(node => KernelSelection.Choose(node, out _) == KernelSelection.Kind.Hybrid);

    private static bool IsWholeModel(string file) => File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "io.npz"));

    /// <summary>The calls by signature that a manifest or the record's keys name; none where the main subgraph runs.</summary>
    private static List<ReplayCall> SignatureCalls(Interpreter interpreter, NpzFile recorded, NpzFile? inputs, string[] signatures)
    {
        if (signatures.Length != 0)
        {
            return [.. signatures.Select((name, call) => new ReplayCall($"call{call}/", interpreter.ForSignature(name), UsesNames: false))];
        }

        var prefixes = recorded.Names.Concat(inputs?.Names ?? [])
            .Where(key => key.StartsWith("signature/", StringComparison.Ordinal))
            .Select(key => key.Split("/input/")[0].Split("/output/")[0] + "/").Distinct();
        return [.. prefixes.Select(prefix => new ReplayCall(prefix, interpreter.ForSignature(prefix.Split('/')[1]), UsesNames: true))];
    }

    private void Save(List<KeyValuePair<string, Tensor>> computed, string relativePath)
    {
        if (outputFolder is not null)
        {
            var path = Path.Combine(outputFolder, Path.ChangeExtension(relativePath, ".npz"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            NpzFile.Write(path, computed);
        }
    }

    private CaseResult RunCase(string file, CaseEntry entry, string relativePath)
    {
        var (kind, expect) = (entry.Kind, entry.Expect);
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
                interpreter.Invoke();
                return new CaseResult(file, kind, "passed", RunsAnyway, 0, false);
            }

            using var recorded = NpzFile.Open(record);
            var io = Path.Combine(Path.GetDirectoryName(file)!, "io.npz");
            using var inputs = File.Exists(io) ? NpzFile.Open(io) : null;
            var computed = new List<KeyValuePair<string, Tensor>>();
            var replay = new CaseReplay(recorded, inputs, IsWholeModel(file), Tolerance(file, interpreter, kind, expect));
            var calls = SignatureCalls(interpreter, recorded, inputs, entry.Signatures);
            void Keep(string key, Tensor tensor) => computed.Add(KeyValuePair.Create(key, tensor));
            var outputs = calls.Count != 0 ? replay.Run(calls, Keep) : replay.Run(interpreter, Keep);
            Save(computed, relativePath);
            var failure = outputs.FirstOrDefault(output => output.Reason is not null);
            var difference = outputs.Count == 0 ? 0 : outputs.Max(output => output.Difference);
            if (expect == "defect" && failure is not null)
            {
                return new CaseResult(file, kind, "skipped", "LiteRT's kernel is known to be wrong here, its output is no truth",
                    difference, false);
            }

            return outputs.Count == 0
                ? new CaseResult(file, kind, "skipped", "the record holds no outputs in this form", 0, false)
                : new CaseResult(file, kind, failure is null ? "passed" : "failed",
                    failure is null ? null : $"{failure.Key}: {failure.Reason}", difference, outputs.All(output => output.IsBitEqual));
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
