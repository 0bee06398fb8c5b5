using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>A cell that one invocation runs once, from kept states to kept states.</summary>
/// <param name="Kept">In the order of the cell's states.</param>
internal sealed record RecurrentTimeStep(RecurrentCell Cell, IReadOnlyList<KeptState> Kept)
{
    /// <summary>The step whose hidden state is kept; null where there is none that an operator of .tflite files computes.</summary>
    public static RecurrentTimeStep? Find(KeptState hidden, KeptStates kept)
    {
        if (hidden.Shape.Rank != 2 || Columns.Of(hidden.Last) is not { IsWhole: true, Value.Producer: not null } next
            || next.Value.Shape != hidden.Shape)
        {
            return null;
        }

        var dependents = Dependents(hidden.First);
        foreach (var matcher in CellMatcher.For(RecurrenceTarget.File))
        {
            if (matcher.Match(next, columns => !dependents.Contains(columns.Value)) is { } cell
                && CellMatcher.Fits(cell, RecurrenceTarget.File)
                && KeptBy(cell, kept) is { } states && ReferenceEquals(states[0], hidden)
                    && RowInput.Is(cell.Operands.Input, hidden.Shape[0])
                && kept.AreHeldBy(states, [next.Value]))
            {
                return new RecurrentTimeStep(cell, states);
            }
        }

        return null;
    }

    /// <summary>What keeps each state of a cell; null where something else does.</summary>
    private static KeptState[]? KeptBy(RecurrentCell cell, KeptStates kept)
    {
        KeptState[] states =
            [.. cell.States.Select(state =>
                state.State.IsWhole && kept.Of(state.State.Value) is { } found && Columns.Of(found.Last) == state.Next ? found : null)
                .OfType<KeptState>()];
        return states.Length == cell.States.Length ? states : null;
    }

    /// <summary>All values that are computed from a value, and itself.</summary>
    private static HashSet<Value> Dependents(Value value)
    {
        var found = new HashSet<Value>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<Value>([value]);
        while (pending.TryPop(out var next))
        {
            if (found.Add(next))
            {
                foreach (var output in next.Uses.SelectMany(use => use.Node.Outputs))
                {
                    pending.Push(output);
                }
            }
        }

        return found;
    }
}
