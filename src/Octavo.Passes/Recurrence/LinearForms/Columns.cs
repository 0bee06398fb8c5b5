using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Columns [<paramref name="First"/>, <paramref name="First"/> + <paramref name="Width"/>) of every row of a value. Rows run along the last
/// axis; all axes before it are one list of rows.
/// </summary>
internal readonly record struct Columns(Value Value, int First, int Width)
{
    /// <summary>Nodes that are looked through one behind the other; no cell has more.</summary>
    private const int LongestTrace = 256;

    /// <summary>Whether these are all columns of the value.</summary>
    public bool IsWhole => First == 0 && Width == Value.Shape[-1];

    /// <summary>All columns of a value, as the value that computes them has them; null where their number is not known.</summary>
    public static Columns? Of(Value value) => LastSize(value) is { } width ? new Columns(value, 0, width).Trace() : null;

    /// <summary>
    /// The columns of an elementwise node's operand that these are computed from; null where the operand has other sizes than the node's
    /// output.
    /// </summary>
    public Columns? Operand(int input)
    {
        var operand = Value.Producer!.Input(input);
        return LastSize(operand) == Value.Shape[-1] && HasRowsOf(operand.Shape, Value.Shape) ? new Columns(operand, First, Width).Trace()
            : null;
    }

    /// <summary>The same elements where they are computed: behind operators that only cut, join and reshape rows.</summary>
    public Columns Trace()
    {
        var columns = this;
        for (var steps = 0; steps < LongestTrace && columns.Step() is { } before; steps++)
        {
            columns = before;
        }

        return columns;
    }

    private static bool HasRowsOf(Shape operand, Shape output)
    {
        if (operand.Rank != output.Rank)
        {
            return false;
        }

        for (var axis = 0; axis < output.Rank - 1; axis++)
        {
            if (operand[axis] != output[axis] && (operand[axis] == 1 || output[axis] == 1))
            {
                return false;
            }
        }

        return true;
    }

    private static int? LastSize(Value value) => value.Shape is { HasRank: true, Rank: > 0 } shape && shape[-1] > 0 ? shape[-1] : null;

    private Columns? Step()
    {
        if (Value.Producer is not { } node)
        {
            return null;
        }

        if (IMemoryUse.IsView(node))
        {
            return LastSize(node.Input(0)) == Value.Shape[-1] ? this with { Value = node.Input(0) } : null;
        }

        if (node.Operator is not IAxisMap map)
        {
            return null;
        }

        var source = map.SourceOf(node, Value.ProducerOutput, Value.Shape.Rank - 1);
        return source.Origin switch
        {
            AxisOrigin.Joined => PartOf(node),
            AxisOrigin.Whole or AxisOrigin.Part when TakesRows(node, map, source) =>
                this with { Value = node.Input(source.Input), First = First + source.First },
            _ => null,
        };
    }

    /// <summary>Whether the node takes all rows of an input as they are, some of their columns or all.</summary>
    private bool TakesRows(Node node, IAxisMap map, AxisSource source)
    {
        var (data, last, output) = (node.Input(source.Input), Value.Shape.Rank - 1, Value.ProducerOutput);
        return LastSize(data) is { } width && data.Shape.Rank == Value.Shape.Rank && source.Axis == last
            && source.First + Value.Shape[-1] <= width
            && Enumerable.Range(0, last).All(axis => map.SourceOf(node, output, axis) == AxisSource.Whole(source.Input, axis));
    }

    /// <summary>The one part of a concatenation that these columns lie in.</summary>
    private Columns? PartOf(Node join)
    {
        var start = 0;
        foreach (var part in join.Inputs)
        {
            if (part is null || LastSize(part) is not { } width)
            {
                return null;
            }

            if (First >= start && First + Width <= start + width)
            {
                return this with { Value = part, First = First - start };
            }

            start += width;
        }

        return null;
    }
}
