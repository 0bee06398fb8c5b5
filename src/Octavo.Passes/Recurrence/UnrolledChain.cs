using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>Equal cells over all steps of one sequence, each of which starts from what the one before left; the first from zeros.</summary>
/// <param name="Cells">In the order in which they run, at least two.</param>
/// <param name="Backward">Whether the first runs over the last step.</param>
internal sealed record UnrolledChain(IReadOnlyList<RecurrentCell> Cells, Value Sequence, int Axis, bool Backward)
{
    /// <summary>All chains of a graph, of cells of one kind.</summary>
    public static IReadOnlyList<UnrolledChain> Find(Graph graph, CellMatcher matcher, RecurrenceTarget target)
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
        return [.. cells.Values.Select(cell => Follow(cell, followers, graph)).OfType<UnrolledChain>()];
    }

    private static bool IsStep(Columns columns) => StepRead.Of(columns) is not null;

    /// <summary>The chain whose second cell, or first one where its state is zeros, is given.</summary>
    private static UnrolledChain? Follow(RecurrentCell first, ILookup<Columns, RecurrentCell> followers, Graph graph)
    {
        var cells = new List<RecurrentCell>();
        if (first.States.All(state => ZeroValues.Are(state.State.Value)))
        {
            cells.Add(first);
        }
        else if (first.StartFromZeros(IsStep) is { } start)
        {
            cells.AddRange(start, first);
        }
        else
        {
            return null;
        }

        var read = StepRead.Of(cells[0].Operands.Input)!.Value;
        var stride = read.Index == 0 ? 1 : -1;
        if (read.Count < 2 || (read.Index != 0 && read.Index != read.Count - 1) || (cells.Count == 2 && !IsNext(cells[0], cells[1], stride)))
        {
            return null;
        }

        while (cells.Count < read.Count && followers[cells[^1].Next].FirstOrDefault(cell => IsNext(cells[^1], cell, stride)) is { } next)
        {
            cells.Add(next);
        }

        return cells.Count == read.Count && !IsCellStateUsed(cells, graph) ? new UnrolledChain(cells, read.Sequence, read.Axis, stride < 0) : null;
    }

    private static bool IsNext(RecurrentCell cell, RecurrentCell next, int stride) =>
        StepRead.Of(cell.Operands.Input) is { } read && StepRead.Of(next.Operands.Input) is { } following
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
