using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class FoldConstantsTests
{
    [Fact]
    public void A_node_of_constants_becomes_a_constant_under_its_outputs_name()
    {
        var edit = new GraphEdit(new Graph("main"));
        var data = edit.AddConstant("data", Tensor.From(new Shape(2, 2), 1f, 2f, 3f, 4f));
        var node = edit.AddNode("flat", new Reshape(new Shape(4)), [data], [edit.NewValue("flat", ElementType.Float32, new Shape(4))]);
        edit.AddOutput(node.Output);

        PassRunner.Run(edit.Graph, [new FoldConstants(), new RemoveUnreadNodes()]);

        Assert.Empty(edit.Graph.Nodes);
        Assert.Equal("flat", edit.Graph.Outputs[0].Name);
        Assert.Equal([1f, 2f, 3f, 4f], edit.Graph.Outputs[0].Constant!.Evaluate().Values<float>());
    }
}
