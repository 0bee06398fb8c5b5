using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Looks into SavedModels, checkpoints and frozen graphs: nothing is converted, and no tensor is read.</summary>
internal static class SourceContentsReader
{
    private static readonly string[] TypeAttributes = ["dtype", "T", "DstT"];

    private const string GraphFile = "saved_model.pb";
    private const string IndexEnding = ".index";

    /// <param name="path">
    /// A SavedModel's folder or saved_model.pb, a checkpoint (its prefix, its folder, its .index), or a frozen graph.
    /// </param>
    /// <returns>Null where the path names nothing of the kind.</returns>
    /// <exception cref="OctavoException">A file is damaged or cannot be read.</exception>
    public static SourceContents? Read(string path)
    {
        if (Directory.Exists(path))
        {
            var graph = Path.Combine(path, GraphFile);
            return File.Exists(graph) ? ReadSavedModel(graph, path) : CheckpointIn(path) is { } found ? ReadCheckpoint(found) : null;
        }

        if (path.EndsWith(IndexEnding, StringComparison.Ordinal) && File.Exists(path))
        {
            return ReadCheckpoint(path[..^IndexEnding.Length]);
        }

        if (File.Exists(path + IndexEnding))
        {
            return ReadCheckpoint(path);
        }

        if (PrefixOfDataFile(path) is { } prefix && File.Exists(prefix + IndexEnding))
        {
            return ReadCheckpoint(prefix);
        }

        return path.EndsWith(".pb", StringComparison.OrdinalIgnoreCase) ? ReadGraphFile(path) : null;
    }

    /// <summary>The checkpoint of a folder: what its file <c>checkpoint</c> names, a SavedModel's variables, or the only one.</summary>
    private static string? CheckpointIn(string folder)
    {
        var named = Path.Combine(folder, "checkpoint");
        if (File.Exists(named))
        {
            using var reader = new StreamReader(InputFile.Open(named));
            for (var lines = 0; lines < 100 && reader.ReadLine() is { } line; lines++)
            {
                if (line.StartsWith("model_checkpoint_path:", StringComparison.Ordinal)
                    && Path.Combine(folder, Path.GetFileName(line.Split('"').ElementAtOrDefault(1) ?? "")) is var latest
                    && File.Exists(latest + IndexEnding))
                {
                    return latest;
                }
            }
        }

        try
        {
            return Directory.EnumerateFiles(folder, $"*{IndexEnding}").Take(2).ToList() is [var single] ? single[..^IndexEnding.Length]
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw InputFile.Failure(folder, failure);
        }
    }

    /// <summary>Of <c>PREFIX.data-00000-of-00001</c> the prefix.</summary>
    private static string? PrefixOfDataFile(string path) =>
        path.LastIndexOf(".data-", StringComparison.Ordinal) is > 0 and var at && path[at..].Contains("-of-", StringComparison.Ordinal)
        ? path[..at] : null;

    private static SourceContents ReadGraphFile(string path)
    {
        bool isSavedModel;
        using (var file = new MappedFile(path))
        {
            ModelFileFormat.RequireBinaryMessage(file, "frozen graph (GraphDef) or SavedModel");
            isSavedModel = ModelFileFormat.LooksLikeSavedModel(file.Memory(0, (int)file.Length).Span);
        }

        if (isSavedModel || Path.GetFileName(path) == GraphFile)
        {
            return ReadSavedModel(path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }

        var graph = Parse(GraphDef.Parser, path, "frozen graph (GraphDef)");
        return graph.Node.Count != 0
            ? new SourceContents("frozen graph", new FileInfo(path).Length, [Describe(graph, [], "", [])], [])
            : throw new OctavoException(ErrorKind.MalformedModel, "The graph has no nodes.", path, "a GraphDef with nodes", "none");
    }

    private static SourceContents ReadSavedModel(string path, string folder)
    {
        var model = Parse(Messages.SavedModel.Parser, path, "SavedModel");
        if (model.MetaGraphs.Count == 0)
        {
            // A frozen graph has this name, too, at times.
            var graph = Parse(GraphDef.Parser, path, "SavedModel");
            return graph.Node.Count != 0
                ? new SourceContents("frozen graph", new FileInfo(path).Length, [Describe(graph, [], "", [])], [])
                : throw new OctavoException(ErrorKind.MalformedModel, "The SavedModel has no graph.", path, "at least one meta graph",
                    "none");
        }

        var prefix = Path.Combine(folder, "variables", "variables");
        var graphs = model.MetaGraphs.Select(Describe).ToImmutableArray();
        var bytes = new FileInfo(path).Length + (File.Exists(prefix + IndexEnding) ? BytesOf(prefix) : 0);
        return new SourceContents("SavedModel", bytes, graphs, File.Exists(prefix + IndexEnding) ? Variables(prefix) : []);
    }

    private static SourceContents ReadCheckpoint(string prefix) => new("checkpoint", BytesOf(prefix), [], Variables(prefix));

    private static long BytesOf(string prefix) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(prefix))!, $"{Path.GetFileName(prefix)}.*")
        .Where(file => !file.EndsWith(".meta", StringComparison.Ordinal)).Sum(file => new FileInfo(file).Length);

    private static ImmutableArray<StoredVariable> Variables(string prefix)
    {
        using var bundle = TensorBundle.Open(prefix, ReaderLimits.Default);
        return [.. bundle.Describe()];
    }

    private static T Parse<T>(Google.Protobuf.MessageParser<T> parser, string path, string what)
        where T : Google.Protobuf.IMessage<T>
    {
        using var file = new MappedFile(path);
        ModelFileFormat.RequireBinaryMessage(file, what);
        return MessageParsing.Parse(parser, file.Memory(0, (int)file.Length), path, what);
    }

    private static GraphContents Describe(MetaGraphDef metaGraph)
    {
        var signatures = metaGraph.SignatureDef.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry =>
                new SignatureContents(entry.Key, entry.Value.MethodName, Tensors(entry.Value.Inputs), Tensors(entry.Value.Outputs)));
        return Describe(metaGraph.GraphDef ?? new GraphDef(), [.. metaGraph.MetaInfoDef?.Tags ?? []],
            metaGraph.MetaInfoDef?.TensorflowVersion ?? "", [.. signatures]);
    }

    private static GraphContents Describe(GraphDef graph,
        ImmutableArray<string> tags, string version, ImmutableArray<SignatureContents> signatures)
    {
        var functions = graph.Library?.Function ?? [];
        var read =
            graph.Node.SelectMany(node => node.Input).Select(input => input.TrimStart('^').Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return new GraphContents(
            tags, version, signatures,
            [.. graph.Node.Where(node => OperationKinds.IsPlaceholder(node.Op)).Select(Placeholder)],
            [.. graph.Node.Where(node =>
                !read.Contains(node.Name) && node.Op is not ("NoOp" or "Const" or "Assert") && !OperationKinds.IsPlaceholder(node.Op))
                .Select(node => new TensorContents(node.Name, $"{node.Name}:0", TypeOf(node), null))],
            graph.Node.Count,
            graph.Node.Concat(functions.SelectMany(function => function.NodeDef)).CountBy(node => node.Op)
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            functions.GroupBy(function => function.Signature?.Name ?? "")
                .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(function => function.NodeDef.Count),
                    StringComparer.Ordinal));
    }

    private static TensorContents Placeholder(NodeDef node) =>
        new(node.Name, $"{node.Name}:0", TypeOf(node), node.Attr.TryGetValue("shape", out var shape) ? Sizes(shape.Shape) : null);

    private static string TypeOf(NodeDef node) =>
        TypeAttributes.Select(key =>
            node.Attr.TryGetValue(key, out var value) && value.Type != DataType.DtInvalid ? TensorFlowTypes.NameOf(value.Type) : null)
            .FirstOrDefault(name => name is not null) ?? "";

    private static ImmutableArray<TensorContents> Tensors(IEnumerable<KeyValuePair<string, TensorInfo>> infos) =>
        [.. infos.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry =>
                new TensorContents(entry.Key, entry.Value.Name, TensorFlowTypes.NameOf(entry.Value.Dtype),
                    Sizes(entry.Value.TensorShape)))];

    /// <summary>As the message has them, whatever that is.</summary>
    internal static ImmutableArray<long>? Sizes(TensorShapeProto? shape) =>
        shape is null || shape.UnknownRank ? null : [.. shape.Dim.Select(dimension => dimension.Size)];
}
