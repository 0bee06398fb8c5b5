using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>A model whose main graph keeps states in resources that a graph initializes.</summary>
internal sealed class KeptStateSketch
{
    private readonly GraphEdit initialization = new(new Graph("initialize"));

    public KeptStateSketch()
    {
        Model = new Model { Subgraphs = { Graph.Edit.Graph, initialization.Graph } };
        Graph.Edit.AddNode("once", new CallOnce(new GraphReference(initialization.Graph)), [], []);
    }

    public SketchedGraph Graph { get; } = new();

    public Model Model { get; }

    /// <summary>The names of the operators of the main graph.</summary>
    public string[] Operators => [.. Graph.Edit.Graph.Nodes.Select(node => node.Operator.Name)];

    public static Value Handle(GraphEdit edit, string name) =>
        edit.AddNode($"handle {name}", new VarHandle("", name), [],
            [edit.NewValue($"{name}/handle{edit.Graph.Nodes.Count}", ElementType.Resource, Shape.Scalar)]).Output;

    public static Value Read(GraphEdit edit, string name, Shape shape) =>
        edit.AddNode($"read {name}", new ReadVariable(), [Handle(edit, name)],
            [edit.NewValue($"{name}/read{edit.Graph.Nodes.Count}", ElementType.Float32, shape)]).Output;

    public static void Assign(GraphEdit edit, string name, Value value) =>
        edit.AddNode($"assign {name}", new AssignVariable(), [Handle(edit, name), value], []);

    /// <summary>Lets a resource hold one number everywhere at first.</summary>
    public void Initialize(string name, Shape shape, float number = 0) => Assign(
        initialization, name,
        initialization.AddConstant($"{name}/first", Tensor.From(shape, [.. Enumerable.Repeat(number, (int)shape.ElementCount)])));

    /// <summary>A resource of zeros, read.</summary>
    public Value Declare(string name, Shape shape)
    {
        Initialize(name, shape);
        return Read(Graph.Edit, name, shape);
    }

    public void Assign(string name, Value value) => Assign(Graph.Edit, name, value);

    /// <summary>Another graph of the model, which a signature names.</summary>
    public GraphEdit AddGraph(string name)
    {
        var edit = new GraphEdit(new Graph(name));
        Model.Subgraphs.Add(edit.Graph);
        Model.Signatures.Add(new Signature(name, edit.Graph, [], []));
        return edit;
    }

    /// <summary>Makes the graphs of loops part of the model, and runs what files go through before they are quantized.</summary>
    public void Run()
    {
        foreach (var loop in Graph.Edit.Graph.Nodes.Select(node => node.Operator).OfType<While>())
        {
            Model.Subgraphs.AddRange([loop.Condition.Target, loop.Body.Target]);
        }

        foreach (var graph in Model.Subgraphs)
        {
            GraphVerifier.Verify(graph, "the test");
        }

        PassRunner.Run(Model, Pipelines.Quantization);
    }
}
