using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>
/// Filters over time as .tflite files have them: FULLY_CONNECTED, STRIDED_SLICE, CONCATENATION, MUL, SUM, ADD with its activation.
/// </summary>
public sealed class FuseFilterLayersTests
{
    private const string State = "memory";
    private const int Batch = 2;
    private const int Depth = 3;
    private const int Filters = 8;
    private const int Memory = 4;

    private readonly KeptStateSketch sketch = new();

    private SketchedGraph Graph => sketch.Graph;

    [Fact]
    public void Filters_of_a_file_become_one_operator()
    {
        var sum = Sum(Window(out _), Graph.Weights(Memory, Filters));
        Graph.Edit.AddOutput(Graph.Emit(new Add(FusedActivation.Relu), sum, Graph.Weights(Filters)));
        sketch.Run();
        Assert.Equal(["SVDF"], sketch.Operators);
        var node = Graph.Edit.Graph.Nodes[0];
        Assert.Equal(new Svdf(1, FusedActivation.Relu), node.Operator);
        Assert.Equal(
            [new Shape(Batch, Depth), new Shape(Filters, Depth), new Shape(Filters, Memory), new Shape(Filters),
                new Shape(Batch, Filters * Memory)], node.Inputs.Select(input => input!.Shape));
        Assert.Equal("SVDF", Assert.Single(RecurrenceSurvey.Of(sketch.Model)).Result);
    }

    [Fact]
    public void Filters_of_a_rank_that_stand_together_are_summed_by_the_operator()
    {
        var ranks = Graph.Reshape(Sum(Window(out _), Graph.Weights(Memory, Filters)), Batch, Filters / 2, 2);
        Graph.Edit.AddOutput(Graph.Emit(new Sum(false), ranks, Graph.Integers(2)));
        sketch.Run();
        Assert.Equal(["SVDF"], sketch.Operators);
        Assert.Equal(new Svdf(2), Graph.Edit.Graph.Nodes[0].Operator);
    }

    [Fact]
    public void Filters_of_a_rank_that_stand_apart_are_summed_behind_it()
    {
        var ranks = Graph.Reshape(Sum(Window(out _), Graph.Weights(Memory, Filters)), Batch, 2, Filters / 2);
        Graph.Edit.AddOutput(Graph.Emit(new Sum(false), ranks, Graph.Integers(1)));
        sketch.Run();
        Assert.Equal(["SVDF", "RESHAPE", "SUM"], sketch.Operators);
        Assert.Equal(new Svdf(1), Graph.Edit.Graph.Nodes[0].Operator);
    }

    [Fact]
    public void An_activation_before_the_bias_leaves_the_bias_behind()
    {
        var activated = Graph.Emit(new Relu(), Sum(Window(out _), Graph.Weights(Memory, Filters)));
        Graph.Edit.AddOutput(Graph.Emit(new Add(), activated, Graph.Weights(Filters)));
        sketch.Run();
        Assert.Equal(["SVDF", "ADD"], sketch.Operators);
    }

    [Fact]
    public void Time_weights_that_differ_in_the_batch_are_no_SVDF()
    {
        Graph.Edit.AddOutput(Sum(Window(out _), Graph.Weights(Batch, Memory, Filters)));
        Stays();
    }

    [Fact]
    public void A_sum_over_filters_and_time_is_no_SVDF()
    {
        Graph.Edit.AddOutput(
            Graph.Emit(new Sum(false), Graph.Emit(new Mul(), Window(out _), Graph.Weights(Memory, Filters)), Graph.Integers(1, 2)));
        Stays();
    }

    [Fact]
    public void A_window_that_two_read_is_no_SVDF()
    {
        var window = Window(out _);
        Graph.Edit.AddOutput(Sum(window, Graph.Weights(Memory, Filters)));
        Graph.Edit.AddOutput(Sum(window, Graph.Weights(Memory, Filters)));
        Stays();
    }

    [Fact]
    public void A_memory_that_was_not_shifted_is_no_SVDF()
    {
        Window(out var first);
        Graph.Edit.AddOutput(Sum(first, Graph.Weights(Memory, Filters)));
        Stays();
    }

    [Fact]
    public void A_memory_that_forgets_two_values_at_once_is_no_SVDF()
    {
        var (feature, first) = (Feature(2), sketch.Declare(State, new Shape(Batch, Memory, Filters)));
        var window = Graph.Emit(new Concatenation(1), Cut(first, 2), feature);
        sketch.Assign(State, window);
        Graph.Edit.AddOutput(Sum(window, Graph.Weights(Memory, Filters)));
        Stays();
    }

    private Value Window(out Value first)
    {
        (var feature, first) = (Feature(1), sketch.Declare(State, new Shape(Batch, Memory, Filters)));
        var window = Graph.Emit(new Concatenation(1), Cut(first, 1), feature);
        sketch.Assign(State, window);
        return window;
    }

    /// <summary>[batch, moments, filters].</summary>
    private Value Feature(int moments)
    {
        var feature = Graph.Emit(new FullyConnected(), Graph.Input(Batch, Depth), Graph.Weights(moments * Filters, Depth));
        return Graph.Reshape(feature, Batch, moments, Filters);
    }

    private Value Cut(Value memory, int count) => Graph.Emit(
        new StridedSlice(BeginMask: 5, EndMask: 7), memory, Graph.Integers(0, count, 0), Graph.Integers(0, 0, 0), Graph.Integers(1, 1, 1));

    private Value Sum(Value window, Value weights) => Graph.Emit(new Sum(false), Graph.Emit(new Mul(), window, weights), Graph.Integers(1));

    private void Stays()
    {
        sketch.Run();
        Assert.DoesNotContain("SVDF", sketch.Operators);
        Assert.Contains("ASSIGN_VARIABLE", sketch.Operators);
    }
}
