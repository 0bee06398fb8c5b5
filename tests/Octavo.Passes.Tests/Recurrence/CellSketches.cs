using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>
/// Cells as TensorFlow writes them, for steps of <see cref="LoopSketch"/> and for unrolled chains. Each call makes weights of its own.
/// </summary>
internal static class CellSketches
{
    /// <summary>tanh([x, h] W + b).</summary>
    /// <param name="depth">Of x.</param>
    public static Func<SketchedGraph, Value, Value[], Value[]> Basic(SketchedGraph weights, int depth = LoopSketch.Depth)
    {
        var (matrix, bias) = (weights.Weights(depth + LoopSketch.Units, LoopSketch.Units), weights.Weights(LoopSketch.Units));
        return (graph, x, states) => [graph.Emit(new Tanh(), Linear(graph, [x, states[0]], matrix, bias))];
    }

    /// <summary>BasicLSTMCell: one product for the gates i, j, f, o, a forget bias of 1.</summary>
    public static Func<SketchedGraph, Value, Value[], Value[]> Memory(SketchedGraph weights)
    {
        var (matrix, bias) =
            (weights.Weights(LoopSketch.Depth + LoopSketch.Units, 4 * LoopSketch.Units), weights.Weights(4 * LoopSketch.Units));
        return (graph, x, states) =>
        {
            var gates = Split(graph, Linear(graph, [x, states[0]], matrix, bias), 4);
            var forget = graph.Emit(new Logistic(), graph.Emit(new Add(), gates[2], graph.Number(1)));
            var kept = graph.Emit(new Mul(), states[1], forget);
            var added = graph.Emit(new Mul(), graph.Emit(new Logistic(), gates[0]), graph.Emit(new Tanh(), gates[1]));
            var cell = graph.Emit(new Add(), kept, added);
            return [graph.Emit(new Mul(), graph.Emit(new Tanh(), cell), graph.Emit(new Logistic(), gates[3])), cell];
        };
    }

    /// <summary>LSTMCell with peepholes, a projection to <paramref name="outputs"/> values and both bounds.</summary>
    public static Func<SketchedGraph, Value, Value[], Value[]> PeepholeMemory(SketchedGraph weights, int outputs)
    {
        var (matrix, bias) = (weights.Weights(LoopSketch.Depth + outputs, 4 * LoopSketch.Units), weights.Weights(4 * LoopSketch.Units));
        var projection = weights.Weights(LoopSketch.Units, outputs);
        Value[] diagonals = [weights.Weights(LoopSketch.Units), weights.Weights(LoopSketch.Units), weights.Weights(LoopSketch.Units)];
        return (graph, x, states) =>
        {
            var gates = Split(graph, Linear(graph, [x, states[0]], matrix, bias), 4);
            var input = Logistic(graph, gates[0], diagonals[0], states[1]);
            var forget = Logistic(graph, graph.Emit(new Add(), gates[2], graph.Number(0.5f)), diagonals[1], states[1]);
            var sum = graph.Emit(new Add(), graph.Emit(new Mul(), forget, states[1]),
                graph.Emit(new Mul(), input, graph.Emit(new Tanh(), gates[1])));
            var cell = Clip(graph, sum, 0.75f);
            var output = graph.Emit(new Mul(), Logistic(graph, gates[3], diagonals[2], cell), graph.Emit(new Tanh(), cell));
            return [Clip(graph, graph.Emit(new BatchMatMul(), output, projection), 0.5f), cell];
        };
    }

    /// <summary>Keras's GRU with the reset gate behind the product: two products, gates z, r, candidate.</summary>
    public static Func<SketchedGraph, Value, Value[], Value[]> GatedAfter(SketchedGraph weights, bool isHybrid = false)
    {
        var (bias, recurrentBias) = (weights.Weights(3 * LoopSketch.Units), weights.Weights(3 * LoopSketch.Units));
        var matrix =
            isHybrid ? Codes(weights, 3 * LoopSketch.Units, LoopSketch.Depth) : weights.Weights(3 * LoopSketch.Units, LoopSketch.Depth);
        var recurrent =
            isHybrid ? Codes(weights, 3 * LoopSketch.Units, LoopSketch.Units) : weights.Weights(3 * LoopSketch.Units, LoopSketch.Units);
        var product = new FullyConnected(AsymmetricQuantizeInputs: isHybrid);
        return (graph, x, states) =>
        {
            var read = Split(graph, graph.Emit(product, x, matrix, bias), 3);
            var back = Split(graph, graph.Emit(product, states[0], recurrent, recurrentBias), 3);
            var update = graph.Emit(new Logistic(), graph.Emit(new Add(), read[0], back[0]));
            var reset = graph.Emit(new Logistic(), graph.Emit(new Add(), read[1], back[1]));
            var candidate = graph.Emit(new Tanh(), graph.Emit(new Add(), read[2], graph.Emit(new Mul(), reset, back[2])));
            return [Blend(graph, update, states[0], candidate)];
        };
    }

    /// <summary>Keras's SimpleRNN: a product each for the step and the state, of bytes unless told otherwise.</summary>
    /// <param name="isAsymmetric">How the product of the state quantizes its rows; that of the step has a zero point.</param>
    public static Func<SketchedGraph, Value, Value[], Value[]> QuantizedBasic(SketchedGraph weights, bool isInputFloat = false,
        bool isAsymmetric = true)
    {
        var matrix =
            isInputFloat ? weights.Weights(LoopSketch.Units, LoopSketch.Depth) : Codes(weights, LoopSketch.Units, LoopSketch.Depth);
        var (recurrent, bias) = (Codes(weights, LoopSketch.Units, LoopSketch.Units), weights.Weights(LoopSketch.Units));
        return (graph, x, states) =>
        {
            var read = graph.Emit(new FullyConnected(AsymmetricQuantizeInputs: true), x, matrix, bias);
            return [graph.Emit(new Tanh(),
                graph.Emit(new Add(), read, graph.Emit(new FullyConnected(AsymmetricQuantizeInputs: isAsymmetric), states[0], recurrent)))];
        };
    }

    /// <summary>SimpleRNN of bytes whose one product reads step and state side by side.</summary>
    public static Func<SketchedGraph, Value, Value[], Value[]> QuantizedJoinedBasic(SketchedGraph weights, bool isStateFirst = false)
    {
        var (matrix, bias) = (Codes(weights, LoopSketch.Units, LoopSketch.Depth + LoopSketch.Units), weights.Weights(LoopSketch.Units));
        return (graph, x, states) => [graph.Emit(new Tanh(), graph.Emit(
            new FullyConnected(AsymmetricQuantizeInputs: true),
            graph.Emit(new Concatenation(1), isStateFirst ? [states[0], x] : [x, states[0]]), matrix, bias))];
    }

    /// <summary>BasicLSTMCell of bytes: one product for the gates i, j, f, o, which reads step and state side by side.</summary>
    public static Func<SketchedGraph, Value, Value[], Value[]> QuantizedJoinedMemory(SketchedGraph weights)
    {
        var (matrix, bias) =
            (Codes(weights, 4 * LoopSketch.Units, LoopSketch.Depth + LoopSketch.Units), weights.Weights(4 * LoopSketch.Units));
        return (graph, x, states) =>
        {
            var joined = graph.Emit(new Concatenation(1), x, states[0]);
            var gates = Split(graph, graph.Emit(new FullyConnected(AsymmetricQuantizeInputs: true), joined, matrix, bias), 4);
            var kept = graph.Emit(new Mul(), states[1], graph.Emit(new Logistic(), graph.Emit(new Add(), gates[2], graph.Number(1))));
            var cell =
                graph.Emit(new Add(), kept, graph.Emit(new Mul(), graph.Emit(new Logistic(), gates[0]), graph.Emit(new Tanh(), gates[1])));
            return [graph.Emit(new Mul(), graph.Emit(new Tanh(), cell), graph.Emit(new Logistic(), gates[3])), cell];
        };
    }

    /// <summary>Keras's LSTM of bytes: two products, gates i, f, candidate, o.</summary>
    public static Func<SketchedGraph, Value, Value[], Value[]> QuantizedMemory(SketchedGraph weights)
    {
        var (matrix, recurrent) =
            (Codes(weights, 4 * LoopSketch.Units, LoopSketch.Depth), Codes(weights, 4 * LoopSketch.Units, LoopSketch.Units));
        var (product, bias) = (new FullyConnected(AsymmetricQuantizeInputs: true), weights.Weights(4 * LoopSketch.Units));
        return (graph, x, states) =>
        {
            var gates =
                Split(graph, graph.Emit(new Add(), graph.Emit(product, x, matrix, bias), graph.Emit(product, states[0], recurrent)), 4);
            var kept = graph.Emit(new Mul(), graph.Emit(new Logistic(), gates[1]), states[1]);
            var cell =
                graph.Emit(new Add(), kept, graph.Emit(new Mul(), graph.Emit(new Logistic(), gates[0]), graph.Emit(new Tanh(), gates[2])));
            return [graph.Emit(new Mul(), graph.Emit(new Logistic(), gates[3]), graph.Emit(new Tanh(), cell)), cell];
        };
    }

    /// <summary>TensorFlow 1's GRUCell: gates r, u of [x, h], the candidate of [x, r h].</summary>
    public static Func<SketchedGraph, Value, Value[], Value[]> GatedBefore(SketchedGraph weights, bool resets = true)
    {
        var (gateMatrix, gateBias) =
            (weights.Weights(LoopSketch.Depth + LoopSketch.Units, 2 * LoopSketch.Units), weights.Weights(2 * LoopSketch.Units));
        var (matrix, bias) = (weights.Weights(LoopSketch.Depth + LoopSketch.Units, LoopSketch.Units), weights.Weights(LoopSketch.Units));
        return (graph, x, states) =>
        {
            var gates = Split(graph, graph.Emit(new Logistic(), Linear(graph, [x, states[0]], gateMatrix, gateBias)), 2);
            var read = resets ? graph.Emit(new Mul(), gates[0], states[0]) : states[0];
            return [Blend(graph, gates[1], states[0], graph.Emit(new Tanh(), Linear(graph, [x, read], matrix, bias)))];
        };
    }

    public static Value Linear(SketchedGraph graph, Value[] parts, Value matrix, Value bias) =>
        graph.Emit(new Add(), graph.Emit(new BatchMatMul(), graph.Emit(new Concatenation(1), parts), matrix), bias);

    public static Value[] Split(SketchedGraph graph, Value value, int count)
    {
        Value[] parts = [.. Enumerable.Range(0, count)
            .Select(index =>
                graph.Edit.NewValue($"{value.Name}/part{index}", value.ElementType, value.Shape.With(-1, value.Shape[-1] / count)))];
        graph.Edit.AddNode($"{value.Name}/split", new Split(count), [graph.Edit.AddConstant("axis", Tensor.Scalar(1)), value], parts);
        return parts;
    }

    /// <summary>The steps of a sequence.</summary>
    public static Value[] Unpack(SketchedGraph graph, Value sequence, int axis)
    {
        var count = sequence.Shape[axis];
        Value[] steps = [.. Enumerable.Range(0, count)
            .Select(index =>
                graph.Edit.NewValue($"step{index}", ElementType.Float32, new Shape(sequence.Shape[1 - axis], sequence.Shape[2])))];
        graph.Edit.AddNode("steps", new Unpack(axis, count), [sequence], steps);
        return steps;
    }

    /// <summary>Cells over steps, from zeros on.</summary>
    /// <returns>What each of them gives.</returns>
    public static Value[] Chain(SketchedGraph graph, Value[] steps, Func<SketchedGraph, Value, Value[], Value[]> cell, int stateCount)
    {
        var zeros = graph.Constant(new Shape(LoopSketch.Batch, LoopSketch.Units), new float[LoopSketch.Batch * LoopSketch.Units]);
        Value[] states = [.. Enumerable.Repeat(zeros, stateCount)];
        var outputs = new List<Value>();
        foreach (var step in steps)
        {
            states = cell(graph, step, states);
            outputs.Add(states[0]);
        }

        return [.. outputs];
    }

    /// <summary>Bytes with a scale for each row.</summary>
    private static Value Codes(SketchedGraph graph, int rows, int columns) => graph.Edit.AddConstant(
        "codes",
        Tensor.From(new Shape(rows, columns),
            Array.ConvertAll(Enumerable.Range(0, rows * columns).ToArray(), index => (sbyte)((index * 37 % 255) - 127))),
        new AffineQuantization([.. Enumerable.Range(1, rows).Select(row => 0.001f * row)], [.. Enumerable.Repeat(0L, rows)]));

    private static Value Blend(SketchedGraph graph, Value update, Value state, Value candidate) => graph.Emit(
        new Add(), graph.Emit(new Mul(), update, state), graph.Emit(new Mul(), graph.Emit(new Sub(), graph.Number(1), update), candidate));

    private static Value Logistic(SketchedGraph graph, Value gate, Value diagonal, Value cell) =>
        graph.Emit(new Logistic(), graph.Emit(new Add(), gate, graph.Emit(new Mul(), diagonal, cell)));

    private static Value Clip(SketchedGraph graph, Value value, float limit) =>
        graph.Emit(new Maximum(), graph.Emit(new Minimum(), value, graph.Number(limit)), graph.Number(-limit));
}
