using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Opens SavedModel folders.</summary>
internal static class SavedModelReader
{
    private const string FileName = "saved_model.pb";

    public static bool IsSavedModel(string folder) =>
        File.Exists(Path.Combine(folder, FileName)) || File.Exists(Path.Combine(folder, FileName + "txt"));

    /// <summary>The file of a folder that is called like a SavedModel's but holds a frozen graph; null where there is none.</summary>
    public static string? FindFrozenGraph(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) && ModelFileFormat.IsGraph(path) ? path : null;
    }

    /// <param name="folder">Holds saved_model.pb.</param>
    /// <param name="tags">
    /// The exact set of tags of the wanted meta graph, which may be empty; where null the only one, or the one for <c>serve</c>.
    /// </param>
    /// <param name="limits">Bounds on what the model may ask for.</param>
    /// <exception cref="OctavoException">
    /// Usage: no meta graph with these tags. Others: a file is missing, damaged or of another kind.
    /// </exception>
    public static SavedModel Open(string folder, IReadOnlyList<string>? tags = null, ReaderLimits? limits = null)
    {
        limits ??= ReaderLimits.Default;
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw File.Exists(path + "txt")
                ? new OctavoException(ErrorKind.MalformedModel, "The SavedModel is in text form.", path + "txt", FileName,
                    "saved_model.pbtxt", "Save it again in binary form.")
                : new OctavoException(ErrorKind.InputOutput, "There is no SavedModel here.", folder, $"a folder with {FileName}",
                    Directory.Exists(folder) ? "a folder without it" : "no such folder");
        }

        var metaGraph = Choose(Parse(path), tags, path);
        var library = new FunctionLibrary(metaGraph.GraphDef.Library, metaGraph.MetaInfoDef?.StrippedOpList, path, limits);
        var source = new GraphSource(path, library, VariableTable.Empty, limits);
        var prefix = Path.Combine(folder, "variables", "variables");
        if (!File.Exists(prefix + ".index"))
        {
            if (Directory.Exists(Path.GetDirectoryName(prefix)) && Directory.EnumerateFiles(Path.GetDirectoryName(prefix)!).Any())
            {
                throw new OctavoException(ErrorKind.InputOutput, "The index of the variables is missing.", prefix + ".index",
                    hint: "Copy the whole folder 'variables'.");
            }

            return new SavedModel(folder, metaGraph, source, null);
        }

        var bundle = TensorBundle.Open(prefix, limits);
        try
        {
            return new SavedModel(folder, metaGraph, source with { Variables = new VariableResolver(metaGraph, source, bundle).Resolve() },
                bundle);
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }

    private static Messages.SavedModel Parse(string path)
    {
        using var file = new MappedFile(path);
        ModelFileFormat.RequireBinaryMessage(file, "SavedModel");
        var bytes = file.Memory(0, (int)file.Length);
        var model = MessageParsing.Parse(Messages.SavedModel.Parser, bytes, path, "SavedModel");
        if (model.MetaGraphs.Count == 0)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "The SavedModel has no graph.", path, "at least one meta graph", "none",
                "Is this a frozen graph? Give the file itself then.");
        }

        return model;
    }

    private static MetaGraphDef Choose(Messages.SavedModel model, IReadOnlyList<string>? tags, string path)
    {
        var wanted = (tags ?? ["serve"]).ToHashSet(StringComparer.Ordinal);
        var chosen = tags is null && model.MetaGraphs.Count == 1
            ? model.MetaGraphs[0]
            : model.MetaGraphs.FirstOrDefault(metaGraph => wanted.SetEquals(metaGraph.MetaInfoDef?.Tags ?? []));
        if (chosen is null)
        {
            var present = model.MetaGraphs.Select(metaGraph =>
                $"[{string.Join(',', metaGraph.MetaInfoDef?.Tags.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())}]");
            throw new OctavoException(
                ErrorKind.Usage, "The SavedModel has no graph with these tags.", path, $"one of {string.Join(", ", present.Take(12))}",
                $"[{string.Join(',', wanted)}]", "Give exactly the tags of one graph (--tags; --tags \"\" for the graph without any).");
        }

        return chosen.GraphDef is null ? throw new OctavoException(ErrorKind.MalformedModel, "A meta graph has no graph.", path) : chosen;
    }
}
