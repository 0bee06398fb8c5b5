using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Reads frozen graphs: a GraphDef in binary form (.pb).</summary>
public static class GraphDefReader
{
    private static readonly HashSet<string> NoResult = new(StringComparer.Ordinal)
    {
        "NoOp", "Assert", "Print", "PrintV2", "Const", "Placeholder", "PlaceholderV2", "PlaceholderWithDefault", "VarHandleOp", "VariableV2", "Variable",
    };

    /// <param name="path">The file.</param>
    /// <param name="inputs">Tensors to feed, like <c>x</c> or <c>x:0</c>; all placeholders, in the file's order, where null (those with a default only if there are no others).</param>
    /// <param name="outputs">Tensors to compute; what no other node uses where null (what leaves a loop only if there is nothing else).</param>
    /// <param name="inputShapes">Shapes for inputs, by the names of <paramref name="inputs"/> without <c>:0</c>.</param>
    /// <param name="limits">Bounds on what the file may ask for.</param>
    /// <exception cref="OctavoException">The file is missing, damaged or of another kind, or a named tensor is not there.</exception>
    public static TensorFlowGraph Read(
        string path, IReadOnlyList<string>? inputs = null, IReadOnlyList<string>? outputs = null, IReadOnlyDictionary<string, Shape>? inputShapes = null, ReaderLimits? limits = null)
    {
        limits ??= ReaderLimits.Default;
        var graph = Parse(path);
        var source = new GraphSource(path, new FunctionLibrary(graph.Library, null, path, limits), VariableTable.Empty, limits);
        var outer = new OuterGraph(source, graph);
        var inputPorts = (inputs ?? Placeholders(graph)).Select(input => Port(outer, input, "input")).ToList();
        var outputPorts = (outputs ?? Terminals(outer, graph)).Select(output => Port(outer, output, "output")).ToList();
        return outer.Read(Path.GetFileName(path), inputPorts, outputPorts, inputShapes);
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
            : throw new OctavoException(ErrorKind.MalformedModel, "The graph has no nodes.", path, "a GraphDef with nodes", $"{file.Length} bytes without any");
    }

    private static List<string> Placeholders(GraphDef graph)
    {
        var placeholders = graph.Node.Where(node => OperationKinds.IsPlaceholder(node.Op)).ToList();
        var withoutDefault = placeholders.Where(node => node.Op != "PlaceholderWithDefault").ToList();
        return [.. (withoutDefault.Count != 0 ? withoutDefault : placeholders).Select(node => node.Name)];
    }

    private static List<string> Terminals(OuterGraph outer, GraphDef graph)
    {
        var used = graph.Node.SelectMany(node => node.Input.Where(input => !GraphScope.IsControl(input)).Select(input => input.Split(':')[0])).ToHashSet(StringComparer.Ordinal);
        var unused = graph.Node.Where(node => !used.Contains(node.Name) && !NoResult.Contains(node.Op)).ToList();

        // A loop of frames leaves every value that it carries, such as its counters, whether somebody wants it or not.
        var results = unused.Where(node => !OperationKinds.IsExit(node.Op)).ToList();
        return unused.Count != 0
            ? [.. (results.Count != 0 ? results : unused).SelectMany(node => Tensors(outer, node))]
            : throw new OctavoException(
                ErrorKind.Usage, "The graph has no node whose result nobody uses, so its outputs must be named.", outer.Scope.Where(graph.Node[^1].Name), "names of outputs", hint: "Name the outputs (--outputs).");
    }

    private static IEnumerable<string> Tensors(OuterGraph outer, NodeDef node)
    {
        var attributes = outer.Scope.Attributes(node);
        var count = outer.Library.Signature(node.Op)?.OutputCount(attributes) ?? 1;
        return Enumerable.Range(0, count).Select(index => index == 0 ? node.Name : $"{node.Name}:{index}");
    }

    private static OuterPort Port(OuterGraph outer, string tensor, string kind)
    {
        var name = tensor.EndsWith(":0", StringComparison.Ordinal) ? tensor[..^2] : tensor;
        var node = outer.Scope.Find(tensor.Split(':')[0]);
        if (node is null)
        {
            var names = outer.Scope.Nodes.Select(candidate => candidate.Name).ToList();
            throw new OctavoException(ErrorKind.Usage, $"The graph has no {kind} '{tensor}'.", null, NearestName.List(names), $"'{tensor}'", NearestName.Suggestion(tensor, names));
        }

        var declared = OperationKinds.IsPlaceholder(node.Op) ? outer.Declared(node) : (Type: null, Shape: Shape.Unknown);
        return new OuterPort(name, tensor, declared.Type, declared.Shape);
    }
}
