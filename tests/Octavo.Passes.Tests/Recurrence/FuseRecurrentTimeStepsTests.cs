using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

public sealed class FuseRecurrentTimeStepsTests
{
    private const string Hidden = "hidden";
    private const string Cell = "cell";

    private static readonly Shape State = new(LoopSketch.Batch, LoopSketch.Units);

    private readonly KeptStateSketch sketch = new();

    private SketchedGraph Graph => sketch.Graph;

    [Theory]
    [InlineData(true, "LSTM")]
    [InlineData(false, "RNN")]
    public void A_single_step_that_keeps_its_states_is_an_operator(bool isMemory, string @operator)
    {
        Step(isMemory);
        sketch.Run();
        Assert.Equal([@operator], sketch.Operators);
        Assert.Equal((@operator, null),
            (Assert.Single(RecurrenceSurvey.Of(sketch.Model)).Result, RecurrenceSurvey.Of(sketch.Model)[0].Reason));
    }

    [Fact]
    public void A_single_step_of_given_states_stays()
    {
        var next = CellSketches.Basic(Graph)(Graph, Graph.Input(LoopSketch.Batch, LoopSketch.Depth),
            [Graph.Input(LoopSketch.Batch, LoopSketch.Units)]);
        Graph.Edit.AddOutput(next[0]);
        sketch.Run();
        Assert.DoesNotContain("RNN", sketch.Operators);
    }

    [Fact]
    public void A_single_step_whose_cell_state_is_returned_stays()
    {
        Graph.Edit.AddOutput(Step(isMemory: true)[1]);
        sketch.Run();
        Assert.DoesNotContain("LSTM", sketch.Operators);
    }

    [Fact]
    public void A_single_step_whose_assignment_leaves_something_out_stays()
    {
        var first = sketch.Declare(Hidden, State);
        var next = CellSketches.Basic(Graph)(Graph, Graph.Input(LoopSketch.Batch, LoopSketch.Depth), [first])[0];
        sketch.Assign(Hidden, Graph.Emit(new Add(), next, first));
        Graph.Edit.AddOutput(next);
        sketch.Run();
        Assert.DoesNotContain("RNN", sketch.Operators);
    }

    private Value[] Step(bool isMemory)
    {
        Value[] first = isMemory ? [sketch.Declare(Hidden, State), sketch.Declare(Cell, State)] : [sketch.Declare(Hidden, State)];
        var next = (isMemory ? CellSketches.Memory(Graph) : CellSketches.Basic(Graph))(Graph,
            Graph.Input(LoopSketch.Batch, LoopSketch.Depth), first);
        Graph.Edit.AddOutput(next[0]);
        sketch.Assign(Hidden, next[0]);
        if (isMemory)
        {
            sketch.Assign(Cell, next[1]);
        }

        return next;
    }
}
