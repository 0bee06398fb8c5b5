using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>What all passes must leave to nodes that read and assign resources: each of them, in their order.</summary>
public sealed class ResourceOrderTests
{
    private readonly SketchedGraph graph = new();

    [Fact]
    public void Reads_before_and_behind_an_assignment_stay_two()
    {
        var handle = graph.Edit.AddNode("handle", new VarHandle("", "state"), [],
            [graph.Edit.NewValue("handle", ElementType.Resource, Shape.Scalar)]).Output;
        var before = Read(handle);
        var doubled = graph.Emit(new Add(), before, graph.Input(2));
        graph.Edit.AddNode("assign", new AssignVariable(), [handle, doubled], []);
        graph.Edit.AddOutput(graph.Emit(new Mul(), before, Read(handle)));
        PassRunner.Run(graph.Edit.Graph, Pipelines.Import);
        Assert.Equal(["VAR_HANDLE", "READ_VARIABLE", "ADD", "ASSIGN_VARIABLE", "READ_VARIABLE", "MUL"],
            graph.Edit.Graph.Nodes.Select(node => node.Operator.Name));
    }

    [Fact]
    public void Assignments_of_constants_stay()
    {
        var handle = graph.Edit.AddNode("handle", new VarHandle("", "state"), [],
            [graph.Edit.NewValue("handle", ElementType.Resource, Shape.Scalar)]).Output;
        graph.Edit.AddNode("assign", new AssignVariable(), [handle, graph.Constant(new Shape(2), 1, 2)], []);
        PassRunner.Run(graph.Edit.Graph, Pipelines.Import);
        Assert.Equal(["VAR_HANDLE", "ASSIGN_VARIABLE"], graph.Edit.Graph.Nodes.Select(node => node.Operator.Name));
    }

    private Value Read(Value handle) =>
        graph.Edit.AddNode("read", new ReadVariable(), [handle],
            [graph.Edit.NewValue($"read{graph.Edit.Graph.Nodes.Count}", ElementType.Float32, new Shape(2))]).Output;
}
