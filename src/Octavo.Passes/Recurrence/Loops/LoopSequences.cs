using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Computes around a loop what its steps compute, of sequences and of outputs of layers, row by row: for all steps at once, or for the last
/// one alone.
/// </summary>
/// <param name="before">The loop; new nodes go before it.</param>
internal sealed class LoopSequences(GraphEdit edit, Node before, RecurrentLoop loop)
{
    private readonly Dictionary<Columns, Value> sources = [];
    private readonly Dictionary<Columns, Value> lastOfSources = [];
    private readonly Dictionary<LoopState, Value> lastStates = [];
    private readonly Dictionary<Value, Value> reversed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value> fixedValues = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value> sequences = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value> lastSteps = new(ReferenceEqualityComparer.Instance);

    /// <summary>Says what a layer gives: its outputs [time, batch, outputs], and perhaps its last states.</summary>
    public void Add(LoopLayer layer, IReadOnlyList<Value> outputs)
    {
        sources.Add(layer.Cell.Next, outputs[0]);
        for (var index = 1; index < outputs.Count; index++)
        {
            lastStates.Add(new LoopState(layer, index - 1), outputs[index]);
        }
    }

    /// <summary>The last step of what an output of the loop holds, [batch, width].</summary>
    /// <param name="name">Of a node that takes it out of a sequence, where there is none yet.</param>
    public Value LastOf(LoopOutput output, string name) => output.State is { } state ? lastStates[state] : LastOf(output.Step, name);

    /// <summary>The same, [1, batch, width].</summary>
    /// <param name="name">Of the node that gives it this shape.</param>
    public Value LastWithTimeOf(LoopOutput output, string name) =>
        output.State is null && Source(output.Step) is { } sequence
        ? LastStep(name, sequence, TimeStepSlice.Operator(0) with { ShrinkAxisMask = 0 })
        : edit.Emit(before, name, new ExpandDims(), LastOf(output, output.Step.Value.Name),
            edit.AddConstant($"{name}/axis", Tensor.Scalar(0)));

    /// <summary>All steps, [time, batch, width].</summary>
    /// <param name="columns">Of the body.</param>
    public Value Of(Columns columns) =>
        Source(columns) ?? Cut(columns, Compute(columns.Value, sequences, isLast: false), [0, 0, columns.First], [-1, -1, columns.Width]);

    /// <summary>All steps, each at the place where the loop writes it.</summary>
    public Value Of(Columns columns, TimeStepOrder order) => order == TimeStepOrder.Forward ? Of(columns) : Reverse(Of(columns));

    private Value LastOf(Columns columns, string name)
    {
        if (Source(columns) is not { } sequence)
        {
            return Cut(columns, Compute(columns.Value, lastSteps, isLast: true), [0, columns.First], [-1, columns.Width]);
        }

        if (!lastOfSources.TryGetValue(columns, out var last))
        {
            last = LastStep(name, sequence, TimeStepSlice.Operator(0));
            lastOfSources.Add(columns, last);
        }

        return last;
    }

    private Value LastStep(string name, Value sequence, StridedSlice slice) =>
        edit.Emit(before, name, slice, [sequence, .. TimeStepSlice.Operands(edit, name, 0, -1)]);

    private Value? Source(Columns columns) => sources.TryGetValue(columns, out var sequence) ? sequence
        : !loop.Reads.TryGetValue(columns, out var read) ? null
        : read.Order == TimeStepOrder.Forward ? read.Sequence
        : Reverse(read.Sequence);

    private Value Reverse(Value sequence)
    {
        if (!reversed.TryGetValue(sequence, out var result))
        {
            result = edit.Emit(before, $"{sequence.Name}/reversed", new ReverseV2(), sequence,
                edit.AddConstant($"{sequence.Name}/axis", Tensor.From(new Shape(1), [0])));
            reversed.Add(sequence, result);
        }

        return result;
    }

    private Value Cut(Columns columns, Value value, int[] begin, int[] size)
    {
        Value Vector(string part, int[] elements) =>
            edit.AddConstant($"{value.Name}/{part}", Tensor.From(new Shape(elements.Length), elements));
        return columns.IsWhole ? value
            : edit.Emit(before, $"{value.Name}/cut", new Slice(), value, Vector("begin", begin), Vector("size", size));
    }

    /// <summary>Adds the nodes that a value of the body needs, in their order.</summary>
    /// <param name="computed">What values of the body have become; grows.</param>
    private Value Compute(Value wanted, Dictionary<Value, Value> computed, bool isLast)
    {
        var needed = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Value>([wanted]);
        while (pending.TryPop(out var value))
        {
            if (computed.ContainsKey(value) || fixedValues.ContainsKey(value) || !needed.Add(value))
            {
                continue;
            }

            if (loop.Steps.IsSource(value))
            {
                var columns = Columns.Of(value)!.Value;
                computed.Add(value, isLast ? LastOf(columns, value.Name) : Of(columns));
            }
            else if (value.Producer is null)
            {
                fixedValues.Add(value,
                    value.IsConstant ? edit.AddConstant(value.Name, value.Constant!, value.Quantization) : loop.Outside(value));
            }
            else
            {
                value.Producer.Inputs.OfType<Value>().ToList().ForEach(pending.Push);
            }
        }

        foreach (
            var node in loop.Body.Nodes.Where(node =>
                node.Outputs.Any(output => needed.Contains(output) && !computed.ContainsKey(output) && !fixedValues.ContainsKey(output))))
        {
            Emit(node, computed, isLast);
        }

        return computed[wanted];
    }

    private void Emit(Node node, Dictionary<Value, Value> computed, bool isLast)
    {
        var varies = node.Outputs.Any(output => loop.Steps[output] == TimeStepDependence.Step);
        var step = varies && !isLast ? AllTimeSteps.Of(node, value => loop.Steps[value] == TimeStepDependence.Step)!
            : new MovedOperator(node.Operator);
        var inputs = node.Inputs.Select(input => input is null ? null : computed.GetValueOrDefault(input) ?? fixedValues[input]).ToArray();
        foreach (var (input, elements) in step.Operands)
        {
            inputs[input] = edit.AddConstant(node.Input(input).Name, elements);
        }

        Value[] outputs = node.Outputs.Count == 1
            ? [Like(node.Output, GraphBuilder.Infer(step.Operator, inputs)[0].Shape)]
            : [.. node.Outputs.Select(output =>
                Like(output, varies && !isLast ? new Shape([loop.Length, .. output.Shape.ToArray()]) : output.Shape))];
        edit.AddNodeBefore(before, node.Name, step.Operator, inputs, outputs);
        foreach (var (output, value) in node.Outputs.Zip(outputs))
        {
            (varies ? computed : fixedValues)[output] = value;
        }
    }

    private Value Like(Value value, Shape shape) => edit.NewValue(value.Name, value.ElementType, shape, value.Quantization);
}
