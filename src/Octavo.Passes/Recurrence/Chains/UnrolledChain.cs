using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>
/// Equal cells over all steps of one sequence, each of which starts from what the one before left; the first from zeros, or from what the
/// last one left, or at run time from anything.
/// </summary>
/// <param name="Cells">In the order in which they run, at least two.</param>
/// <param name="Backward">Whether the first runs over the last step.</param>
/// <param name="First">What the states start from, in the cells' order; null for zeros that the first step leaves out.</param>
/// <param name="Kept">
/// What keeps the states from one invocation to the next, in the cells' order; nothing where each run starts anew.
/// </param>
internal sealed record UnrolledChain(
    IReadOnlyList<RecurrentCell> Cells, Value Sequence, int Axis, bool Backward, IReadOnlyList<Value>? First, IReadOnlyList<KeptState> Kept)
{
    /// <summary>All chains of a graph, of cells of one kind.</summary>
    public static IReadOnlyList<UnrolledChain> Find(Graph graph, CellMatcher matcher, RecurrenceTarget target, KeptStates kept)
    {
        var cells = new Dictionary<Columns, RecurrentCell>();
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
            {
                if (output.IsPlainFloat() && output.Shape is { HasRank: true, Rank: 2 } && Columns.Of(output) is { IsWhole: true } next
                    && ReferenceEquals(next.Value, output) && matcher.Match(next, IsStep) is { } cell && CellMatcher.Fits(cell, target))
                {
                    cells.TryAdd(next, cell);
                }
            }
        }

        var followers = cells.Values.ToLookup(cell => cell.Operands.Hidden);
        return [.. cells.Values.Select(cell => Follow(cell, followers, graph, target, kept)).OfType<UnrolledChain>()];
    }

    private static bool IsStep(Columns columns) => TimeStepRead.Of(columns) is not null;

    /// <summary>The chain whose second cell, or first one where its state is given, is named.</summary>
    private static UnrolledChain? Follow(RecurrentCell first, ILookup<Columns, RecurrentCell> followers, Graph graph,
        RecurrenceTarget target, KeptStates kept)
    {
        var cells = new List<RecurrentCell>();
        KeptState[] states = first is GatedUnitCell ? []
            : [.. first.States.Select(state => state.State.IsWhole ? kept.Of(state.State.Value) : null).OfType<KeptState>()];
        if (states.Length == first.States.Length || first.States.All(state => ZeroValues.Are(state.State.Value)))
        {
            cells.Add(first);
        }
        else if (first.StartFromZeros(IsStep) is { } start)
        {
            cells.AddRange(start, first);
        }
        else if (target == RecurrenceTarget.RunTime && first.States.All(state => state.State.IsWhole))
        {
            cells.Add(first);
        }
        else
        {
            return null;
        }

        IReadOnlyList<Value>? given = cells.Count == 1 ? [.. first.States.Select(state => state.State.Value)] : null;
        var read = TimeStepRead.Of(cells[0].Operands.Input)!.Value;
        var stride = read.Index == 0 ? 1 : -1;
        if (read.Count < 2 || (read.Index != 0 && read.Index != read.Count - 1)
            || (cells.Count == 2 && !IsNext(cells[0], cells[1], stride)))
        {
            return null;
        }

        while (cells.Count < read.Count && followers[cells[^1].Next].FirstOrDefault(cell => IsNext(cells[^1], cell, stride)) is { } next)
        {
            cells.Add(next);
        }

        return cells.Count == read.Count && (states.Length == 0 ? !IsCellStateUsed(cells, graph) : Keep(states, cells, read, kept))
            ? new UnrolledChain(cells, read.Sequence, read.Axis, stride < 0, given, states)
            : null;
    }

    /// <summary>
    /// Whether states hold what the last cell leaves, of the batch of the sequence, and what the cells compute of them is used nowhere
    /// else.
    /// </summary>
    private static bool Keep(KeptState[] states, List<RecurrentCell> cells, TimeStepRead read, KeptStates kept) =>
        states.Zip(cells[^1].States)
        .All(pair => Columns.Of(pair.First.Last) == pair.Second.Next && pair.First.Shape[0] == read.Sequence.Shape[1 - read.Axis])
        && kept.AreHeldBy(states, cells.Select(cell => cell.Next.Value));

    private static bool IsNext(RecurrentCell cell, RecurrentCell next, int stride) =>
        TimeStepRead.Of(cell.Operands.Input) is { } read && TimeStepRead.Of(next.Operands.Input) is { } following
        && following == read with { Index = read.Index + stride }
        && cell.States.Zip(next.States, (before, after) => before.Next == after.State).All(isSame => isSame) && cell.IsSameAs(next);

    /// <summary>Whether anything but the cells themselves reads a state that is no output.</summary>
    private static bool IsCellStateUsed(List<RecurrentCell> cells, Graph graph)
    {
        if (cells[0].States.Length == 1)
        {
            return false;
        }

        var needed = NeededValues.Of(graph, cells.Select(cell => cell.Next.Value));
        return cells.Exists(cell => cell.States.Skip(1).Any(state => needed.Contains(state.Next.Value)));
    }
}
