using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// A WHILE that walks once over a sequence, from its beginning or its end, and does nothing else than steps of recurrent layers, and what
/// is computed of each step alone: of what it reads, and of the outputs of layers. Why by structure: docs/decisions/0017.
/// </summary>
internal sealed partial class RecurrentLoop
{
    private readonly List<LoopLayer> layers = [];
    private readonly Dictionary<Columns, LoopRead> reads = [];
    private readonly GraphEdit edit;
    private readonly Node node;
    private readonly ShapeArithmetic arithmetic;
    private readonly LoopCounting counting;
    private readonly MismatchReasons reasons;
    private readonly RecurrenceTarget target;
    private readonly KeptStates kept;

    private RecurrentLoop(LoopSurroundings around, Node node, Graph body, LoopCounting counting, RecurrenceTarget target,
        MismatchReasons reasons)
    {
        edit = around.Edit;
        this.node = node;
        Body = body;
        arithmetic = around.Sizes;
        this.counting = counting;
        this.reasons = reasons;
        this.target = target;
        kept = around.Kept;
        FindReads();
        Steps = FindSteps();
    }

    public Graph Body { get; }

    /// <summary>In an order in which each stands behind the layers that it reads.</summary>
    public IReadOnlyList<LoopLayer> Layers => layers;

    /// <summary>What each step reads of sequences, within the body.</summary>
    public IReadOnlyDictionary<Columns, LoopRead> Reads => reads;

    /// <summary>What is computed of each step alone.</summary>
    public TimeStepValues Steps { get; private set; }

    /// <summary>How many steps there are; -1 where that is only known when the model runs.</summary>
    public int Length => counting.Steps.IsKnown ? checked((int)counting.Steps.Factor) : Shape.UnknownSize;

    /// <summary>What of the layers each output of the loop holds, where it is used and changes; null for the others.</summary>
    public ImmutableArray<LoopOutput?> Outputs { get; private set; } = [];

    /// <summary>Null, with a reason, where the loop is no such thing.</summary>
    /// <param name="cells">The kinds of cells to look for, in this order.</param>
    /// <param name="target">
    /// In files, states that start from anything but zeros, and are not kept, are refused, and so are masked steps and the use of last cell
    /// states.
    /// </param>
    public static RecurrentLoop? Read(LoopSurroundings around, Node node, IReadOnlyList<CellMatcher> cells, RecurrenceTarget target,
        MismatchReasons reasons)
    {
        var @operator = (While)node.Operator;
        var body = @operator.Body.Target;
        if (body.Inputs.Count != node.Inputs.Count || body.Outputs.Count != node.Inputs.Count
            || body.Nodes.Any(inner => inner.IsStateful()))
        {
            reasons.Add(RecurrenceStage.Counting, "its body has a state that outlives the loop");
            return null;
        }

        if (LoopCounting.Read(node, @operator, around.Sizes, target == RecurrenceTarget.RunTime, reasons) is not { } counting)
        {
            return null;
        }

        var loop = new RecurrentLoop(around, node, body, counting, target, reasons);
        return loop.IsReading() && loop.FindLayers(cells) && loop.FindKeptStates() && loop.FindOutputs() ? loop : null;
    }

    /// <summary>What the loop starts each state of a layer from.</summary>
    public IReadOnlyList<Value> InitialStates(LoopLayer layer) =>
        [.. layer.Cell.States.Select(state => node.Input(IndexOfInput(state.State.Value)))];

    /// <summary>What the graph around the loop gives an input of the body that is never changed.</summary>
    public Value Outside(Value value) => counting.Outside(value)!;

    private TimeStepValues FindSteps() => new(
        Body, value => counting.Outside(value) is not null,
        columns => reads.ContainsKey(columns) || layers.Exists(layer => layer.Cell.Next == columns));

    private void FindReads()
    {
        foreach (var read in Body.Nodes)
        {
            if (read.Operator is Gather { Axis: 0, BatchDimensions: 0 } && counting.OrderOf(read.Input(1)) is { } order
                && counting.Outside(read.Input(0)) is { } sequence
                && sequence.IsPlainFloat() && sequence.Shape is { HasRank: true, Rank: 3 } && Columns.Of(read.Output) is { } columns
                && arithmetic.SizesOf(sequence) is { } sizes && sizes[0] == counting.Steps)
            {
                reads[columns] = new LoopRead(sequence, order);
            }
        }
    }

    private bool IsReading()
    {
        if (reads.Count == 0)
        {
            reasons.Add(RecurrenceStage.Reading, "it reads no sequence [time, batch, depth] step by step, from one end to the other");
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
                if (IsOpenState(index) && UpdateOf(index) is { } update && Match(update.Next, cells) is { } layer)
                {
                    layers.Add(layer);
                    mask = MaskOf(layer.Cell);
                    Steps = FindSteps();
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
        Body.Inputs[index] is { ElementType: ElementType.Float32, Shape: { HasRank: true, Rank: 2 } }
        && !ReferenceEquals(Body.Inputs[index], Body.Outputs[index])
        && !layers.Exists(layer => layer.Cell.States.Any(state => ReferenceEquals(state.State.Value, Body.Inputs[index])));

    private LoopLayer? Match(Columns next, IReadOnlyList<CellMatcher> cells)
    {
        foreach (var matcher in cells)
        {
            if (matcher.Match(next, Steps.Has) is { } cell && !layers.Exists(layer => layer.Cell.Next == cell.Next) && HasStates(cell))
            {
                return new LoopLayer(cell);
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
            if (index < 0 || UpdateOf(index)?.Next != next)
            {
                reasons.Add(RecurrenceStage.Cell, "a step does not update the state that it reads, or reads one that was updated before");
                return false;
            }

            if (target == RecurrenceTarget.File && !ZeroValues.Are(node.Input(index)) && KeptAt(index) is null)
            {
                reasons.Add(RecurrenceStage.InitialState, OtherStart(index));
                return false;
            }
        }

        return HasOneMask(cell);
    }

    private bool FindOutputs()
    {
        var outputs = ImmutableArray.CreateBuilder<LoopOutput?>(node.Outputs.Count);
        for (var index = 0; index < node.Outputs.Count; index++)
        {
            var output = node.Outputs[index];
            if ((output.Uses.Count == 0 && !output.IsReturned) || IsOnlyKept(index)
                || ReferenceEquals(Body.Inputs[index], Body.Outputs[index]))
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
        if (mask is not null)
        {
            return MaskedOutputOf(index);
        }

        if (LoopWrites.OfAllSteps(Body.Inputs[index], Body.Outputs[index], counting) is { } written)
        {
            return Steps.Has(written.Step) && arithmetic.SizesOf(node.Input(index)) is { } sizes && sizes[0] == counting.Steps
                ? new LoopOutput(written.Step, written.Order) : null;
        }

        return LoopWrites.LastStep(Body.Inputs[index], Body.Outputs[index]) is { } last && Steps.Has(last) ? new LoopOutput(last, null)
            : LastStateOf(index);
    }

    private string Missing(int index) =>
        layers.Exists(layer => layer.Cell.States.Skip(1).Any(state => state.Next == Columns.Of(Body.Outputs[index])))
            ? "the last cell state is used behind the loop, which a fused operator does not give"
            : $"'{node.Outputs[index].Name}' is used behind the loop and is no output of a recurrent layer, nor computed of such step by "
                + $"step";

    private int IndexOfInput(Value value)
    {
        for (var index = 0; index < Body.Inputs.Count; index++)
        {
            if (ReferenceEquals(Body.Inputs[index], value))
            {
                return index;
            }
        }

        return -1;
    }
}
