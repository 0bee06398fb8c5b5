using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Reads frozen graphs: a GraphDef in binary form (.pb).</summary>
internal static class GraphDefReader
{
    /// <summary>
    /// What the one graph of a file without signatures is called, so that the same graph is the same whatever its file's name.
    /// </summary>
    internal const string EntryName = "main";

    /// <param name="path">The file.</param>
    /// <param name="inputs">
    /// Tensors to feed, like <c>x</c> or <c>x:0</c>, placeholders or not; where null all placeholders that the outputs need, in the file's
    /// order (those with a default only if there are no others).
    /// </param>
    /// <param name="outputs">
    /// Tensors to compute; where null what nothing reads, but for what only trains, saves or checks (see
    /// <see cref="TensorFlowGraph.Notes"/>).
    /// </param>
    /// <param name="given">Shapes and values for inputs, by the names of <paramref name="inputs"/> without <c>:0</c>.</param>
    /// <param name="limits">Bounds on what the file may ask for.</param>
    /// <exception cref="OctavoException">The file is missing, damaged or of another kind, or a named tensor is not there.</exception>
    public static TensorFlowGraph Read(
        string path, IReadOnlyList<string>? inputs = null, IReadOnlyList<string>? outputs = null, GivenInputs? given = null,
        ReaderLimits? limits = null)
    {
        limits ??= ReaderLimits.Default;
        var graph = Parse(path);
        var source = new GraphSource(path, new FunctionLibrary(graph.Library, null, path, limits), VariableTable.Empty, limits);
        return TensorSelection.Read(new OuterGraph(source, graph), graph, inputs, outputs, given ?? GivenInputs.None);
    }

    private static GraphDef Parse(string path)
    {
        using var file = new MappedFile(path);
        ModelFileFormat.RequireBinaryMessage(file, "frozen graph (GraphDef)");
        var bytes = file.Memory(0, (int)file.Length);
        if (ModelFileFormat.LooksLikeSavedModel(bytes.Span))
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "This is no frozen graph (GraphDef).", path, "a GraphDef", "a SavedModel's saved_model.pb",
                "Give the folder that it lies in, with its variables.");
        }

        var graph = MessageParsing.Parse(GraphDef.Parser, bytes, path, "frozen graph (GraphDef)");
        return graph.Node.Count != 0
            ? graph
            : throw new OctavoException(ErrorKind.MalformedModel, "The graph has no nodes.", path, "a GraphDef with nodes",
                $"{file.Length} bytes without any");
    }
}
