using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Graphs with resources, built node by node.</summary>
internal static class ResourceModel
{
    public static Value Handle(GraphEdit edit, string name, string container = "") =>
        edit.AddNode($"handle {name}", new VarHandle(container, name), [],
            [edit.NewValue($"{name} {edit.Graph.Nodes.Count}", ElementType.Resource, Shape.Scalar)]).Output;

    public static Value Read(GraphEdit edit, Value handle, Shape shape, ElementType type = ElementType.Float32) =>
        edit.AddNode("read", new ReadVariable(), [handle], [edit.NewValue($"read {edit.Graph.Nodes.Count}", type, shape)]).Output;

    public static void Assign(GraphEdit edit, Value handle, Value value) =>
        edit.AddNode("assign", new AssignVariable(), [handle, value], []);

    /// <summary>A graph that assigns a tensor, and the node that runs it once.</summary>
    public static Graph CallOnce(GraphEdit edit, string name, Tensor tensor)
    {
        var initialization = new GraphEdit(new Graph("initialize"));
        Assign(initialization, Handle(initialization, name), initialization.AddConstant("value", tensor));
        edit.AddNode("once", new CallOnce(new GraphReference(initialization.Graph)), [], []);
        return initialization.Graph;
    }

    /// <summary>state += x, from <paramref name="first"/>; gives the new state.</summary>
    public static Model Accumulate(Tensor first, Shape input)
    {
        var main = new GraphEdit(new Graph("main"));
        var initialization = CallOnce(main, "state", first);
        main.AddOutput(AddTo(main, "state", main.AddInput("x", ElementType.Float32, input), first.Shape));
        return new Model { Subgraphs = { main.Graph, initialization } };
    }

    /// <summary>state += x.</summary>
    /// <returns>The new state.</returns>
    public static Value AddTo(GraphEdit edit, string name, Value value, Shape shape)
    {
        var handle = Handle(edit, name);
        var sum = LoopModel.Node(edit, new Add(), ElementType.Float32, shape, Read(edit, handle, shape), value);
        Assign(edit, handle, sum);
        return sum;
    }
}
