using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes.Tests;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Loops of quantized weights, as other converters leave them in files.</summary>
public sealed class QuantizedLoopTests
{
    /// <summary>
    /// Below the effect of one code of a state that rounds to the other side, since the operator adds a bias earlier than the loop does.
    /// </summary>
    private const double LeastDecibels = 35;

    [Theory]
    [InlineData("basic")]
    [InlineData("basic of float inputs")]
    [InlineData("memory")]
    [InlineData("joined basic")]
    [InlineData("joined memory")]
    public void A_loop_that_runs_as_one_operator_computes_what_the_loop_computes(string cell)
    {
        var one = Run(cell, isRecognized: true, out var isLoop);
        Assert.False(isLoop);
        var expected = Run(cell, isRecognized: false, out isLoop);
        Assert.True(isLoop);
        var noise = expected.Zip(one, (value, other) => Math.Pow(value - other, 2)).Sum();
        Assert.True(noise * Math.Pow(10, LeastDecibels / 10) <= expected.Sum(value => value * value), $"noise {noise}");
    }

    /// <param name="isRecognized">
    /// Whether the number of steps is that of the sequence; a loop whose number is fed is not recognized.
    /// </param>
    private static float[] Run(string cell, bool isRecognized, out bool isLoop)
    {
        var graph = new SketchedGraph();
        var sequence = graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);
        var length = isRecognized ? null : graph.Edit.AddInput("length", ElementType.Int32, Shape.Scalar);
        var states = Enumerable.Repeat(LoopSketch.Units, cell.EndsWith("memory", StringComparison.Ordinal) ? 2 : 1).ToArray();
        var sketch = new LoopSketch(graph, sequence) { States = states, Length = length };
        graph.Edit.AddOutput(sketch.Build(cell switch
        {
            "memory" => CellSketches.QuantizedMemory(graph),
            "joined memory" => CellSketches.QuantizedJoinedMemory(graph),
            "joined basic" => CellSketches.QuantizedJoinedBasic(graph),
            "basic" => CellSketches.QuantizedBasic(graph),
            _ => CellSketches.QuantizedBasic(graph, isInputFloat: true),
        })[0]);
        using var runnable = new SharedModel(new Model { Subgraphs = { graph.Edit.Graph } });
        isLoop = runnable.Model.Main.Nodes.Any(node => node.Operator is While);
        using var interpreter = new Interpreter(runnable);
        var values =
            Enumerable.Range(0, LoopSketch.Time * LoopSketch.Batch * LoopSketch.Depth).Select(index => (float)Math.Sin(index)).ToArray();
        interpreter.SetInput(0, Tensor.From(new Shape(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth), values));
        if (!isRecognized)
        {
            interpreter.SetInput(1, Tensor.Scalar(LoopSketch.Time));
        }

        interpreter.Invoke();
        return interpreter.OutputSpan<float>(0).ToArray();
    }
}
