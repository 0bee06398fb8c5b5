using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class MergeReadsTests
{
    private static readonly Shape Shape = new(2, 3);

    private readonly KeptStateSketch sketch = new();

    private GraphEdit Edit => sketch.Graph.Edit;

    private int Reads => Edit.Graph.Nodes.Count(node => node.Operator is ReadVariable);

    [Fact]
    public void Two_reads_without_an_assignment_between_them_are_one()
    {
        ReadTwice(() => { });
        Assert.Equal(1, Reads);
        Assert.Same(Edit.Graph.Outputs[0], Edit.Graph.Outputs[1]);
        Assert.Single(Edit.Graph.Nodes, node => node.Operator is VarHandle);
    }

    [Fact]
    public void A_read_behind_an_assignment_sees_something_else()
    {
        ReadTwice(() => sketch.Assign("state", sketch.Graph.Input(2, 3)));
        Assert.Equal(2, Reads);
    }

    [Fact]
    public void An_assignment_to_another_resource_changes_nothing()
    {
        ReadTwice(() => sketch.Assign("other", sketch.Graph.Input(2, 3)));
        Assert.Equal(1, Reads);
    }

    [Fact]
    public void A_graph_that_runs_in_between_may_assign_anything()
    {
        var initialization = new GraphEdit(new Graph("between"));
        KeptStateSketch.Assign(initialization, "state", initialization.AddConstant("ones", Tensor.From(Shape, [1f, 1, 1, 1, 1, 1])));
        ReadTwice(() => Edit.AddNode("between", new CallOnce(new GraphReference(initialization.Graph)), [], []));
        Assert.Equal(2, Reads);
    }

    private void ReadTwice(Action between)
    {
        Edit.AddOutput(KeptStateSketch.Read(Edit, "state", Shape));
        between();
        Edit.AddOutput(KeptStateSketch.Read(Edit, "state", Shape));
        PassRunner.Run(Edit.Graph, [new MergeReads()]);
    }
}
