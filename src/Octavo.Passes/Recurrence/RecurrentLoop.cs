using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// A WHILE that walks once over a sequence from its beginning and does nothing else than steps of recurrent layers, each of which reads the sequence or the
/// layer before. Why by structure: docs/decisions/0017.
/// </summary>
internal sealed partial class RecurrentLoop
{
    private readonly List<LoopLayer> layers = [];
    private readonly Dictionary<Columns, Value> reads = [];
    private readonly GraphEdit edit;
    private readonly Node node;
    private readonly Graph body;
    private readonly ShapeArithmetic arithmetic;
    private readonly LoopCounting counting;
    private readonly MismatchReasons reasons;
    private readonly bool startsFromZeros;
    private readonly KeptStates kept;

    private RecurrentLoop(
        GraphEdit edit, Node node, Graph body, ShapeArithmetic arithmetic, LoopCounting counting, bool startsFromZeros, KeptStates kept, MismatchReasons reasons)
    {
        this.edit = edit;
        this.node = node;
        this.body = body;
        this.arithmetic = arithmetic;
        this.counting = counting;
        this.reasons = reasons;
        this.startsFromZeros = startsFromZeros;
        this.kept = kept;
    }

    /// <summary>In an order in which each stands behind the layer that it reads.</summary>
    public IReadOnlyList<LoopLayer> Layers => layers;

    /// <summary>What of the layers each output of the loop holds, where it is used and changes; null for the others.</summary>
    public ImmutableArray<LoopOutput?> Outputs { get; private set; } = [];

    /// <summary>Null, with a reason, where the loop is no such thing.</summary>
    /// <param name="cells">The kinds of cells to look for, in this order.</param>
    /// <param name="startsFromZeros">Whether states that start from anything but zeros, and are not kept, are refused.</param>
    /// <param name="kept">Of the graph of the node.</param>
    public static RecurrentLoop? Read(
        GraphEdit edit, Node node, IReadOnlyList<CellMatcher> cells, bool startsFromZeros, KeptStates kept, MismatchReasons reasons)
    {
        var @operator = (While)node.Operator;
        var body = @operator.Body.Target;
        if (body.Inputs.Count != node.Inputs.Count || body.Outputs.Count != node.Inputs.Count || body.Nodes.Any(inner => inner.IsStateful()))
        {
            reasons.Add(RecurrenceStage.Counting, "its body has a state that outlives the loop");
            return null;
        }

        var arithmetic = new ShapeArithmetic(edit.Graph);
        if (LoopCounting.Read(node, @operator, arithmetic, reasons) is not { } counting)
        {
            return null;
        }

        var loop = new RecurrentLoop(edit, node, body, arithmetic, counting, startsFromZeros, kept, reasons);
        return loop.FindReads() && loop.FindLayers(cells) && loop.FindKeptStates() && loop.FindOutputs() ? loop : null;
    }

    /// <summary>What the loop starts each state of a layer from.</summary>
    public IReadOnlyList<Value> InitialStates(LoopLayer layer) => [.. layer.Cell.States.Select(state => node.Input(IndexOfInput(state.State.Value)))];

    private bool FindReads()
    {
        foreach (var read in body.Nodes)
        {
            if (read.Operator is Gather { Axis: 0, BatchDimensions: 0 } && counting.IsCounter(read.Input(1)) && counting.Outside(read.Input(0)) is { } sequence
                && sequence.IsPlainFloat() && sequence.Shape is { HasRank: true, Rank: 3 } && Columns.Of(read.Output) is { } columns
                && arithmetic.SizesOf(sequence) is { } sizes && sizes[0] == counting.Steps)
            {
                reads[columns] = sequence;
            }
        }

        if (reads.Count == 0)
        {
            reasons.Add(RecurrenceStage.Reading, "it reads no sequence [time, batch, depth] step by step, from the first to the last");
        }

        return reads.Count != 0;
    }

    private bool FindLayers(IReadOnlyList<CellMatcher> cells)
    {
        var found = true;
        while (found)
        {
            found = false;
            for (var index = 0; index < node.Inputs.Count; index++)
            {
                if (IsOpenState(index) && Columns.Of(body.Outputs[index]) is { } next && Match(next, cells) is { } layer)
                {
                    layers.Add(layer);
                    found = true;
                }
            }
        }

        if (layers.Count == 0)
        {
            reasons.Add(RecurrenceStage.Cell, $"no state is updated as {string.Join(" or ", cells.Select(cell => cell.Name))} does");
        }

        return layers.Count != 0;
    }

    private bool IsOpenState(int index) =>
        body.Inputs[index] is { ElementType: ElementType.Float32, Shape: { HasRank: true, Rank: 2 } } && !ReferenceEquals(body.Inputs[index], body.Outputs[index])
        && !layers.Exists(layer => layer.Cell.States.Any(state => ReferenceEquals(state.State.Value, body.Inputs[index])));

    private LoopLayer? Match(Columns next, IReadOnlyList<CellMatcher> cells)
    {
        foreach (var matcher in cells)
        {
            if (matcher.Match(next, columns => reads.ContainsKey(columns) || layers.Exists(layer => layer.Cell.Next == columns)) is { } cell && HasStates(cell))
            {
                return new LoopLayer(cell, layers.FindIndex(layer => layer.Cell.Next == cell.Operands.Input), reads.GetValueOrDefault(cell.Operands.Input));
            }
        }

        return null;
    }

    /// <summary>Whether the loop carries each state of a cell from step to step, from zeros on.</summary>
    private bool HasStates(RecurrentCell cell)
    {
        foreach (var (state, next) in cell.States)
        {
            var index = state.IsWhole ? IndexOfInput(state.Value) : -1;
            if (index < 0 || Columns.Of(body.Outputs[index]) != next)
            {
                reasons.Add(RecurrenceStage.Cell, "a step does not update the state that it reads, or reads one that was updated before");
                return false;
            }

            if (startsFromZeros && !ZeroValues.Are(node.Input(index)) && KeptAt(index) is null)
            {
                reasons.Add(RecurrenceStage.InitialState, OtherStart(index));
                return false;
            }
        }

        return true;
    }

    private bool FindOutputs()
    {
        var outputs = ImmutableArray.CreateBuilder<LoopOutput?>(node.Outputs.Count);
        for (var index = 0; index < node.Outputs.Count; index++)
        {
            var output = node.Outputs[index];
            if ((output.Uses.Count == 0 && !edit.IsReturned(output)) || IsOnlyKept(index) || ReferenceEquals(body.Inputs[index], body.Outputs[index]))
            {
                outputs.Add(null);
            }
            else if (OutputOf(index) is { } found)
            {
                outputs.Add(found);
            }
            else
            {
                reasons.Add(RecurrenceStage.Outputs, Missing(index));
                return false;
            }
        }

        Outputs = outputs.MoveToImmutable();
        return true;
    }

    private LoopOutput? OutputOf(int index)
    {
        if (LoopWrites.AtCounter(body.Inputs[index], body.Outputs[index], counting) is { } written)
        {
            return LayerOf(written) is >= 0 and var layer && arithmetic.SizesOf(node.Input(index)) is { } sizes && sizes[0] == counting.Steps
                ? new LoopOutput(layer, false)
                : null;
        }

        return LoopWrites.LastStep(body.Inputs[index], body.Outputs[index]) is { } last && LayerOf(last) is >= 0 and var source ? new LoopOutput(source, true) : null;
    }

    private string Missing(int index) =>
        layers.Exists(layer => layer.Cell.States.Skip(1).Any(state => state.Next == Columns.Of(body.Outputs[index])))
            ? "the last cell state is used behind the loop, which a fused operator does not give"
            : $"'{node.Outputs[index].Name}' is used behind the loop and is no output of a recurrent layer";

    private int LayerOf(Columns columns) => layers.FindIndex(layer => layer.Cell.Next == columns);

    private int IndexOfInput(Value value)
    {
        for (var index = 0; index < body.Inputs.Count; index++)
        {
            if (ReferenceEquals(body.Inputs[index], value))
            {
                return index;
            }
        }

        return -1;
    }
}
