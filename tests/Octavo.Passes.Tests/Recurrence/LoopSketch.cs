using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>
/// A WHILE over a sequence [time, batch, depth], as TensorFlow writes <c>dynamic_rnn</c>: a counter, a list of outputs, states and the
/// sequence. Each property is one place in which it may depart from that.
/// </summary>
internal sealed class LoopSketch(SketchedGraph outer, Value sequence)
{
    public const int Time = 4;
    public const int Batch = 3;
    public const int Depth = 5;
    public const int Units = 6;

    private const int FixedValues = 3;

    /// <summary>Width of each state.</summary>
    public int[] States { get; init; } = [Units];

    /// <summary>The list of outputs that the loop starts from; zeros where null.</summary>
    public Value? InitialList { get; init; }

    /// <summary>What the states start from; zeros where null.</summary>
    public Value? InitialState { get; init; }

    /// <summary>What each state starts from; <see cref="InitialState"/> where null.</summary>
    public Value[]? InitialStates { get; init; }

    /// <summary>How many steps the condition allows; the length of the sequence where null.</summary>
    public Value? Length { get; init; }

    /// <summary>What the counter grows by.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Whether the list has one place, which each step writes to.</summary>
    public bool KeepsLastStep { get; init; }

    /// <summary>Whether each step is written between slices of the list, as TensorFlow's converter does.</summary>
    public bool WritesBySlices { get; init; }

    /// <summary>Whether a second counter has a bound of its own, as in TensorFlow 1.</summary>
    public bool CountsTwice { get; init; }

    /// <summary>Whether the counter begins at the last step and falls.</summary>
    public bool CountsDown { get; init; }

    /// <summary>Whether the first step reads the end of the sequence.</summary>
    public bool ReadsFromEnd { get; init; }

    /// <summary>Whether the first step writes the end of the list.</summary>
    public bool WritesFromEnd { get; init; }

    /// <summary>How far from the end backward reads begin.</summary>
    public int FirstFromEnd { get; init; } = 1;

    /// <summary>
    /// What each step writes to the list, of the step of the sequence and the next states; the first of these where null.
    /// </summary>
    public Func<SketchedGraph, Value, Value[], Value>? Written { get; init; }

    /// <summary>How wide that is.</summary>
    public int Width { get => field == 0 ? States[0] : field; init; }

    /// <summary>What the steps read besides; the last inputs of the body.</summary>
    public Value[] Captured { get; init; } = [];

    public SketchedGraph Body { get; } = new();

    /// <summary>
    /// Adds the loop to the outer graph. Outputs: all outputs [time, batch, units], then the last states.
    /// </summary>
    /// <param name="cell">Takes the step of the sequence and the states, gives the next states, the output first.</param>
    public Value[] Build(Func<SketchedGraph, Value, Value[], Value[]> cell)
    {
        var states = States.Select((width, index) =>
            InitialStates?[index] ?? InitialState ?? outer.Constant(new Shape(Batch, width), new float[Batch * width])).ToArray();
        Value[] values =
        [
            CountsDown ? Length is null ? outer.Edit.AddConstant("counter", Tensor.Scalar(Time - 1))
            : outer.Emit(new Sub(), Length, One(outer)) : outer.Edit.AddConstant("counter", Tensor.Scalar(0)),
            InitialList
                ?? outer.Constant(new Shape(KeepsLastStep ? 1 : Time, Batch, Width), new float[(KeepsLastStep ? 1 : Time) * Batch * Width]),
            outer.Edit.AddConstant("second_counter", Tensor.Scalar(0)),
            .. states,
            sequence,
            .. Length is null ? Array.Empty<Value>() : [Length],
            .. Captured,
        ];
        var inside = Inputs(Body.Edit, values);
        var step = Body.Emit(new Gather(), inside[FixedValues + states.Length], Place(inside, ReadsFromEnd, FirstFromEnd));
        var next = cell(Body, step, inside[FixedValues..(FixedValues + states.Length)]);
        Body.Edit.AddOutput(Body.Emit(new Add(), inside[0], Body.Edit.AddConstant("stride", Tensor.Scalar(CountsDown ? -Stride : Stride))));
        Body.Edit.AddOutput(Write(inside, Written?.Invoke(Body, step, next) ?? next[0]));
        Body.Edit.AddOutput(Body.Emit(new Add(), inside[2], Body.Edit.AddConstant("one", Tensor.Scalar(1))));
        foreach (var value in next.Concat(inside.Skip(FixedValues + states.Length)))
        {
            Body.Edit.AddOutput(value);
        }

        Value[] outputs = [.. values.Select((value, index) => outer.Edit.NewValue($"loop:{index}", value.ElementType, value.Shape))];
        outer.Edit.AddNode("loop", new While(new GraphReference(Condition(values)), new GraphReference(Body.Edit.Graph)), values, outputs);
        return [outputs[1], .. outputs[FixedValues..(FixedValues + states.Length)]];
    }

    private static Value[] Inputs(GraphEdit edit, IReadOnlyList<Value> values) =>
        [.. values.Select((value, index) => edit.AddInput($"value{index}", value.ElementType, value.Shape))];

    private static Value One(SketchedGraph graph) => graph.Edit.AddConstant("one", Tensor.Scalar(1));

    /// <summary>The position of the step from either end.</summary>
    private Value Place(Value[] inside, bool isFromEnd, int first = 1)
    {
        if (isFromEnd == CountsDown)
        {
            return inside[0];
        }

        return Length is null
            ? Body.Emit(new Sub(), Body.Edit.AddConstant("last", Tensor.Scalar(Time - first)), inside[0])
            : Body.Emit(new Sub(), Body.Emit(new Sub(), inside[^(1 + Captured.Length)], inside[0]),
                Body.Edit.AddConstant("first", Tensor.Scalar(first)));
    }

    private Value Write(Value[] inside, Value output)
    {
        var step = Body.Reshape(output, 1, inside[1].Shape[1], Width);
        if (KeepsLastStep)
        {
            return Body.Emit(new DynamicUpdateSlice(), inside[1], step, Body.Integers(0, 0, 0));
        }

        var place = Place(inside, WritesFromEnd);
        var first = Body.Reshape(place, 1);
        if (!WritesBySlices)
        {
            return Body.Emit(new DynamicUpdateSlice(), inside[1], step, Body.Emit(new Concatenation(0), first, Body.Integers(0, 0)));
        }

        var next = Body.Reshape(Body.Emit(new Add(), place, One(Body)), 1);
        var head = Body.Emit(new Slice(), inside[1], Body.Integers(0, 0, 0), Body.Emit(new Concatenation(0), first, Body.Integers(-1, -1)));
        var tail = Body.Emit(new Slice(), inside[1], Body.Emit(new Concatenation(0), next, Body.Integers(0, 0)), Body.Integers(-1, -1, -1));
        var joined = Body.Emit(new Concatenation(0), head, step, tail);
        Body.Edit.SetType(joined, ElementType.Float32, inside[1].Shape);
        return joined;
    }

    private Graph Condition(Value[] values)
    {
        var condition = new SketchedGraph();
        var inside = Inputs(condition.Edit, values);
        var bound = Length is null ? condition.Edit.AddConstant("length", Tensor.Scalar(Time)) : inside[^(1 + Captured.Length)];
        var goesOn = CountsDown
            ? condition.Emit(new GreaterEqual(), inside[0], condition.Edit.AddConstant("zero", Tensor.Scalar(0)))
            : condition.Emit(new Less(), inside[0], bound);
        condition.Edit.AddOutput(CountsTwice
            ? condition.Emit(new LogicalAnd(), goesOn,
                condition.Emit(new Less(), inside[2], condition.Edit.AddConstant("most", Tensor.Scalar(Time))))
            : goesOn);
        return condition.Edit.Graph;
    }
}
