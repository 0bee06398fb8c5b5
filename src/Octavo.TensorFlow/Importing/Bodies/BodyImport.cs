using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// One attempt to import a graph that a node runs, for given types and shapes of what is passed. Constants and lists are bound inside of
/// the graph.
/// </summary>
internal sealed class BodyImport
{
    private readonly GraphImport import;

    /// <param name="context">The node.</param>
    /// <param name="body">One of its graphs.</param>
    /// <param name="name">For the graph.</param>
    /// <param name="arguments">What the node passes.</param>
    /// <param name="inputs">For those arguments that become inputs of the graph, type and shape.</param>
    /// <param name="selector">An input of the graph before all others that no node of it reads; null for none.</param>
    public BodyImport(
        ImportContext context, TensorFlowGraph body, string name,
        IReadOnlyList<BodyArgument> arguments, IReadOnlyDictionary<int, TypedShape> inputs, TypedShape? selector = null)
    {
        if (arguments.Count != body.Inputs.Length)
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"graph '{body.Name}' takes another number of values than it is given",
                context.Where, $"{body.Inputs.Length}", $"{arguments.Count}");
        }

        Unsupported = new UnsupportedOperations(context.Import.Where);
        import = context.Import.ForBody(body, name, Unsupported, context.Node.Operation is "While" or "StatelessWhile");
        Context = new ImportContext(import, context.Node);
        if (selector is { } extra)
        {
            import.Edit.AddInput("branch_index", extra.ElementType, extra.Shape);
        }

        for (var index = 0; index < arguments.Count; index++)
        {
            if (inputs.TryGetValue(index, out var type))
            {
                import.BindNew(index, type.ElementType, type.Shape);
            }
            else
            {
                var constant = arguments[index].Value is { Constant: { } known } value ? import.Edit.AddConstant(value.Name, known) : null;
                import.Bind(index, constant, arguments[index].List?.Passed(index));
            }
        }

        import.RunBody();
    }

    public UnsupportedOperations Unsupported { get; }

    /// <summary>Emits into the graph.</summary>
    public ImportContext Context { get; }

    public Graph Graph => import.Edit.Graph;

    public Value? Output(int index) => import.Find(import.Source.Outputs[index].Value);

    public OpenList? ListOutput(int index) => import.FindList(import.Source.Outputs[index].Value);

    /// <summary>Sizes of what an output holds as a list; default where it is no list, or one that nothing was written to.</summary>
    public System.Collections.Immutable.ImmutableArray<ElementSize> ElementOf(int index) =>
        Output(index) is { Shape: { HasRank: true, Rank: > 0 } } value ? ElementSize.All(value.Shape, value, 1)
        : ListOutput(index)?.Written ?? default;

    /// <summary>Makes a value an output of the graph.</summary>
    public void Return(Value value) => import.Edit.AddOutput(value);

    /// <summary>Makes the graph part of the model.</summary>
    public void Keep(ImportContext context)
    {
        context.Import.Bodies.AddRange(import.Bodies);
        context.Import.Bodies.Add(Graph);
    }
}
