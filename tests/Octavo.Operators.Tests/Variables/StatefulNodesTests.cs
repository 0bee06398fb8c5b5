using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class StatefulNodesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_branch_with_an_assignment_makes_the_conditional_stateful(bool assigns)
    {
        var (then, otherwise, main) =
            (new GraphEdit(new Graph("then")), new GraphEdit(new Graph("else")), new GraphEdit(new Graph("main")));
        if (assigns)
        {
            var handle = then.AddNode("handle", new VarHandle("", "state"), [],
                [then.NewValue("handle", ElementType.Resource, Shape.Scalar)]).Output;
            then.AddNode("assign", new AssignVariable(), [handle, then.AddConstant("value", Tensor.Scalar(1))], []);
        }

        var node = main.AddNode("if", new If(new GraphReference(then.Graph), new GraphReference(otherwise.Graph)),
            [main.AddInput("condition", ElementType.Boolean, Shape.Scalar)], []);
        Assert.Equal(assigns, node.IsStateful());
    }
}
