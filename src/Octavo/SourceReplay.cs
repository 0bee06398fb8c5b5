using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Runtime;
using Octavo.TensorFlow;
using Octavo.TFLite;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// Converts recorded models of TensorFlow and replays what comes out: graphs (<c>X.pb</c>) and SavedModel folders (<c>X/</c> or
/// <c>X/saved_model/</c>) against <c>X.npz</c>, and <c>saved_model/</c> against <c>io.npz</c> or <c>float32.npz</c> beside it.
/// </summary>
internal sealed class SourceReplay(InterpreterOptions options)
{
    /// <summary>Lies in each SavedModel of TensorFlow 2.12 or later, and is no graph.</summary>
    private const string FingerprintFile = "fingerprint.pb";

    private static readonly string[] WholeModelRecords = ["io.npz", "float32.npz"];

    private sealed record Source(string Path, string Record, bool IsWholeModel, string[]? Inputs, string[]? Outputs)
    {
        /// <summary>The folder of the case, which is named for what it shows: an operation, or a group.</summary>
        public string Kind => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(IsWholeModel ? Path : Record)!);
    }

    /// <summary>All sources below a folder, in order of their names.</summary>
    public IEnumerable<FolderReplay.CaseResult> Run(string path) =>
        Find(path).OrderBy(source => source.Path, StringComparer.Ordinal).Select(RunSource);

    private static IEnumerable<Source> Find(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new OctavoException(ErrorKind.InputOutput, "there is no such folder", path);
        }

        foreach (var file in Directory.EnumerateFiles(path, "*.pb", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != FingerprintFile))
        {
            var isSavedModel = Path.GetFileName(file) == "saved_model.pb";
            var source = isSavedModel ? Path.GetDirectoryName(file)! : file;
            var (record, isWholeModel) = Record(source);
            var entry = Entry(Path.GetDirectoryName(record)!, Path.GetFileNameWithoutExtension(record));
            yield return new Source(
                source, record, isWholeModel, isSavedModel || entry is null ? null : Names(entry.Value.GetProperty("inputs")),
                isSavedModel || entry is null ? null : Names(entry.Value.GetProperty("outputs")));
        }
    }

    /// <summary>
    /// Beside a graph, or beside the folder that holds nothing but a SavedModel; a whole model has a record of its own name.
    /// </summary>
    private static (string Path, bool IsWholeModel) Record(string source)
    {
        var folder = Path.GetDirectoryName(source)!;
        var own = Path.ChangeExtension(source, ".npz");
        var outer = $"{folder}.npz";
        return File.Exists(own) ? (own, false)
            : File.Exists(outer) ? (outer, false)
            : (WholeModelRecords.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? own, true);
    }

    private static string[] Names(JsonElement list) =>
        [.. list.EnumerateArray()
            .Select(item => item.ValueKind == JsonValueKind.Object ? item.GetProperty("name").GetString()! : item.GetString()!)];

    private static JsonElement? Entry(string folder, string name)
    {
        var manifest = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifest))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            if (entry.TryGetProperty("case", out var own) && own.GetString() == name)
            {
                return entry.Clone();
            }
        }

        return null;
    }

    /// <summary>
    /// Whether each recorded call started from fresh states: those of a graph did, whose recurrent operators would carry them on; those of
    /// a converted model did where its operators have none.
    /// </summary>
    private static bool StartsAnew(Source source, Model converted)
    {
        var peer = Path.ChangeExtension(source.Record, ".tflite");
        if (!source.IsWholeModel || !File.Exists(peer))
        {
            return source.IsWholeModel || HasStates(converted);
        }

        using var file = TFLiteFile.Open(peer);
        return !HasStates(file.Model) && !file.Model.Subgraphs.Any(graph => graph.Nodes.Any(node => node.Operator is IResourceWriter));
    }

    private static bool HasStates(Model model) => model.Subgraphs.Any(graph => graph.Values().Any(value => value.IsVariable));

    private FolderReplay.CaseResult RunSource(Source source)
    {
        var kind = source.Kind;
        if (!File.Exists(source.Record))
        {
            return new FolderReplay.CaseResult(source.Path, kind, "skipped", "it has no recorded outputs", 0, false);
        }

        try
        {
            using var imported = SavedModelReader.IsSavedModel(source.Path)
                ? ImportedModel.FromSavedModel(source.Path)
                : ImportedModel.FromFrozenGraph(source.Path, source.Inputs, source.Outputs);
            var operators = imported.Model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator.Name)
                .Order(StringComparer.Ordinal).ToList();
            var startsAnew = StartsAnew(source, imported.Model);
            using var runnable = new SharedModel(imported.Model);
            using var interpreter = new Interpreter(runnable, options);
            using var record = NpzFile.Open(source.Record);
            var tolerance = source.IsWholeModel ? ReplayTolerance.FloatModel : ReplayTolerance.ConvertedOperator;
            var outputs = new CaseReplay(record, null, startsAnew, tolerance).Run(interpreter);
            var failure = outputs.FirstOrDefault(output => output.Reason is not null);
            var reason = failure is not null ? $"{failure.Key}: {failure.Reason}; operators: {string.Join(", ", operators)}" : null;
            return new FolderReplay.CaseResult(
                source.Path, kind, reason is null ? "passed" : "failed", reason,
                outputs.Count == 0 ? 0 : outputs.Max(output => output.Difference), outputs.All(output => output.IsBitEqual));
        }
        catch (OctavoException error)
        {
            return new FolderReplay.CaseResult(source.Path, kind, error.ExitCode == 4 ? "unsupported" : "failed", error.Message, 0, false);
        }
#pragma warning disable CA1031 // One case that meets a bug of Octavo must not hide the results of the others.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new FolderReplay.CaseResult(source.Path, kind, "failed", $"a bug of Octavo: {error}", 0, false);
        }
    }
}
