using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Graphs within graphs: the bodies of loops and branches.</summary>
internal sealed partial class GraphImport
{
    /// <summary>A body is imported a few times until its shapes settle, and those within it as often each time.</summary>
    private const int DeepestLoops = 8;

    private readonly Dictionary<NodeOutput, OpenList> lists = [];
    private readonly HashSet<string> bound = new(StringComparer.Ordinal);
    private int depth;
    private int loops;

    /// <summary>The graphs that nodes of this graph run, each behind those that it runs itself.</summary>
    public List<Graph> Bodies { get; } = [];

    public OpenList? FindList(NodeOutput output) => lists.GetValueOrDefault(output);

    public void SetList(NodeOutput output, OpenList list) => lists[output] = list;

    /// <summary>
    /// An import of a graph that a node of this one runs, into a graph of its own; what it cannot import is collected apart.
    /// </summary>
    public GraphImport ForBody(TensorFlowGraph body, string name, UnsupportedOperations collected, bool isLoop) =>
        Within(body, collected, new GraphEdit(new Graph(name)), isLoop);

    private GraphImport Within(TensorFlowGraph body, UnsupportedOperations collected, GraphEdit edit, bool isLoop)
    {
        StructuredControlFlow.RequireDepth(depth + 1, $"graph '{body.Name}'");
        StructuredControlFlow.RequireDepth(loops + (isLoop ? 1 : 0), $"graph '{body.Name}'", DeepestLoops);
        return new GraphImport(body, variables, collected, edit) { depth = depth + 1, loops = loops + (isLoop ? 1 : 0) };
    }

    /// <summary>Takes over what was found wrong in a body; the node that runs it gives nothing.</summary>
    public void Report(TensorFlowNode node, UnsupportedOperations collected)
    {
        unsupported.AddAll(collected);
        poisoned.Add(node.Name);
    }

    /// <summary>Imports a graph in the place of a node of this graph.</summary>
    /// <param name="arguments">One for each input of the graph; null where it is a handle.</param>
    public void Inline(ImportContext context, TensorFlowGraph body, IReadOnlyList<BodyArgument> arguments)
    {
        var import = Within(body, unsupported, Edit, isLoop: false);
        import.handles = handles;
        for (var index = 0; index < arguments.Count; index++)
        {
            import.Bind(index, arguments[index].Value, arguments[index].List);
        }

        import.ImportNodes();
        Bodies.AddRange(import.Bodies);
        for (var index = 0; index < import.Source.Outputs.Length; index++)
        {
            var output = import.Source.Outputs[index].Value;
            if (import.poisoned.Contains(output.Node))
            {
                poisoned.Add(context.Node.Name);
            }
            else if (import.Find(output) is { } value)
            {
                context.SetOutput(index, value);
            }
            else if (import.FindList(output) is { } list)
            {
                context.SetList(index, list);
            }
        }
    }

    /// <summary>Gives an input of this graph a value of the graph, a list, or nothing where it is a handle.</summary>
    public void Bind(int input, Value? value, OpenList? list)
    {
        var output = Source.Inputs[input].Value;
        bound.Add(output.Node);
        if (value is not null)
        {
            values[output] = value;
        }
        else if (list is not null)
        {
            lists[output] = list;
        }
    }

    /// <summary>Makes an input of this graph one of the imported graph.</summary>
    public void BindNew(int input, ElementType elementType, Shape shape)
    {
        var value = Edit.AddInput(Source.Inputs[input].Name, elementType, shape);
        named.Add(value);
        Bind(input, value, null);
    }

    /// <summary>Imports all nodes of a body whose inputs are bound.</summary>
    public void RunBody() => ImportNodes();
}
