namespace Octavo.Operators;

/// <summary>Where the axes of data go: all in another order, or all behind a new one.</summary>
internal readonly record struct AxisPlacement
{
    private readonly ValueList<int>? axes;

    private AxisPlacement(ValueList<int> axes) => this.axes = axes;

    /// <summary>A new axis stands before all others.</summary>
    public static AxisPlacement BehindNewAxis => default;

    public bool IsBehindNewAxis => axes is null;

    /// <summary>Axis a becomes axis <paramref name="axes"/>[a].</summary>
    public static AxisPlacement Permuted(ValueList<int> axes) => new(axes);

    /// <summary>The new place of an axis; behind a new axis, one that is counted from the end keeps its number.</summary>
    /// <param name="axis">In [-rank, rank).</param>
    public int Of(int axis) => axes is { } permuted ? permuted[axis < 0 ? axis + permuted.Count : axis] : axis < 0 ? axis : axis + 1;

    /// <summary>Whether the last axis stays the last.</summary>
    public bool KeepsLast => axes is not { } permuted || permuted[permuted.Count - 1] == permuted.Count - 1;

    /// <summary>Whether what remains without some axes has the order that it had, and no axis more.</summary>
    public bool KeepsOrderWithout(IReadOnlySet<int> without) =>
        axes is { } permuted && permuted.Where((_, axis) => !without.Contains(axis)).ToArray() is var remaining
        && remaining.SequenceEqual(remaining.Order());
}
