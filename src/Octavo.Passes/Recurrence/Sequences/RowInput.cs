using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// The rows [batch, depth] that a recurrent operator reads in one invocation, out of a value that has axes of size 1 as well.
/// </summary>
internal static class RowInput
{
    /// <summary>Whether all columns of a value of float32 are the rows of a batch.</summary>
    public static bool Is(Columns columns, int batch) =>
        columns.IsWhole && columns.Value.IsPlainFloat() && columns.Value.Shape is { IsKnown: true } shape
        && shape.ElementCount == (long)batch * columns.Width;

    /// <summary>Adds a node before another where the axes are others.</summary>
    public static Value Emit(GraphEdit edit, Node before, Value value)
    {
        if (value.Shape.Rank == 2)
        {
            return value;
        }

        var rows = new Shape((int)(value.Shape.ElementCount / value.Shape[-1]), value.Shape[-1]);
        return edit.Emit(before, $"{value.Name}/rows", new Reshape(rows), value,
            edit.AddConstant($"{value.Name}/rows/shape", ReshapeTarget.Of(rows)!));
    }
}
