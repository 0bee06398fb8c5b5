using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>A loop without an end: while (true) { }, or one whose value doubles in size each time.</summary>
internal static class EndlessModel
{
    public static Model Of(bool isGrowing = false)
    {
        var shape = new Shape(isGrowing ? -1 : 1);
        var main = new GraphEdit(new Graph("main"));
        var input = main.AddInput("x", ElementType.Float32, shape);
        var (condition, body) = (new GraphEdit(new Graph("condition")), new GraphEdit(new Graph("body")));
        condition.AddInput("v", ElementType.Float32, shape);
        condition.AddOutput(condition.AddConstant("true", Tensor.From(Shape.Scalar, true)));
        var value = body.AddInput("v", ElementType.Float32, shape);
        body.AddOutput(isGrowing ? LoopModel.Node(body, new Concatenation(0), ElementType.Float32, shape, value, value) : value);
        main.AddOutput(
            LoopModel.Node(main, new While(new GraphReference(condition.Graph), new GraphReference(body.Graph)), ElementType.Float32, shape,
                input));
        return new Model { Subgraphs = { main.Graph, condition.Graph, body.Graph } };
    }
}
