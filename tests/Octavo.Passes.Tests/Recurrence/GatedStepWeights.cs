using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>Steps of a gated recurrent unit with products of its own for input and state, gates z, r, candidate.</summary>
internal sealed class GatedStepWeights(SketchedGraph graph)
{
    private const int Units = LoopSketch.Units;

    private readonly Value recurrent = graph.Weights(2 * Units, Units);
    private readonly Value recurrentBias = graph.Weights(2 * Units);
    private readonly Value candidate = graph.Weights(Units, Units);
    private readonly Value candidateBias = graph.Weights(Units);

    public Value Input { get; init; } = graph.Weights(3 * Units, LoopSketch.Depth);

    public Value InputBias { get; init; } = graph.Weights(3 * Units);

    /// <param name="state">Null for zeros, whose products are then left out.</param>
    /// <param name="addsKeptZeros">Whether z * 0 is still added where the state is zeros.</param>
    public Value Step(SketchedGraph graph, Value x, Value? state, bool resetsAfter, bool addsKeptZeros)
    {
        var read = CellSketches.Split(graph, graph.Emit(new FullyConnected(), x, Input, InputBias), 3);
        var back = state is null
            ? [Part(graph, 0), Part(graph, Units)]
            : CellSketches.Split(graph, graph.Emit(new FullyConnected(), state, recurrent, recurrentBias), 2);
        var update = graph.Emit(new Logistic(), graph.Emit(new Add(), read[0], back[0]));
        var reset = graph.Emit(new Logistic(), graph.Emit(new Add(), read[1], back[1]));
        var zeros = graph.Constant(new Shape(LoopSketch.Batch, Units), new float[LoopSketch.Batch * Units]);
        var inner = !resetsAfter ? graph.Emit(new FullyConnected(), graph.Emit(new Mul(), reset, state ?? zeros), candidate, candidateBias)
            : graph.Emit(new Mul(), reset,
                state is null ? candidateBias : graph.Emit(new FullyConnected(), state, candidate, candidateBias));
        var added = graph.Emit(
            new Mul(), graph.Emit(new Sub(), graph.Number(1), update), graph.Emit(new Tanh(), graph.Emit(new Add(), read[2], inner)));
        return state is null && !addsKeptZeros ? added : graph.Emit(new Add(), graph.Emit(new Mul(), update, state ?? zeros), added);
    }

    private Value Part(SketchedGraph graph, int first) =>
        graph.Constant(new Shape(Units), recurrentBias.Constant!.Evaluate().Values<float>().Slice(first, Units).ToArray());
}
