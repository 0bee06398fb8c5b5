using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class RemoveUnreadResourcesTests
{
    private static readonly Shape Shape = new(2, 3);

    private readonly KeptStateSketch sketch = new();

    [Fact]
    public void What_nothing_reads_is_not_initialized_and_an_initialization_of_nothing_goes()
    {
        sketch.Initialize("state", Shape);
        Run();
        Assert.Empty(sketch.Operators);
        Assert.Single(sketch.Model.Subgraphs);
    }

    [Fact]
    public void What_is_read_stays_initialized()
    {
        sketch.Graph.Edit.AddOutput(sketch.Declare("read", Shape));
        sketch.Initialize("unread", Shape);
        Run();
        Assert.Equal(["CALL_ONCE", "VAR_HANDLE", "READ_VARIABLE"], sketch.Operators);
        Assert.Equal(2, sketch.Model.Subgraphs[1].Nodes.Count);
    }

    [Fact]
    public void What_another_graph_reads_stays_initialized()
    {
        sketch.Initialize("state", Shape);
        var other = sketch.AddGraph("other");
        other.AddOutput(KeptStateSketch.Read(other, "state", Shape));
        Run();
        Assert.Equal(["CALL_ONCE"], sketch.Operators);
    }

    [Fact]
    public void What_is_assigned_again_stays()
    {
        sketch.Initialize("state", Shape);
        sketch.Assign("state", sketch.Graph.Input(2, 3));
        Run();
        Assert.Equal(["CALL_ONCE", "VAR_HANDLE", "ASSIGN_VARIABLE"], sketch.Operators);
    }

    [Fact]
    public void A_handle_that_goes_elsewhere_stays_initialized()
    {
        sketch.Initialize("state", Shape);
        sketch.Graph.Edit.AddOutput(KeptStateSketch.Handle(sketch.Graph.Edit, "state"));
        Run();
        Assert.Equal(["CALL_ONCE", "VAR_HANDLE"], sketch.Operators);
    }

    private void Run() => PassRunner.Run(sketch.Model, [new RemoveUnreadResources()]);
}
