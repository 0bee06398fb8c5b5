using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Which steps of a loop count for which items of the batch: those before an item's length, or those that a sequence of booleans says.
/// </summary>
/// <param name="Source">Around the loop: lengths [batch], integers; or a sequence [time, batch] or [time, batch, 1], boolean.</param>
/// <param name="Order">In which the steps read a sequence; null for lengths.</param>
/// <param name="IsInverted">Whether just the others count.</param>
internal sealed record LoopMask(Value Source, TimeStepOrder? Order, bool IsInverted)
{
    public bool IsLengths => Order is null;

    public LoopMask Inverted() => this with { IsInverted = !IsInverted };

    /// <summary>Reads the condition of a choice between rows [batch, width]: which rows are those where it is true.</summary>
    /// <param name="choice">SELECT or SELECT_V2, within the body.</param>
    /// <returns>Null where it does not choose rows by their step alone.</returns>
    public static LoopMask? Read(Node choice, LoopCounting counting)
    {
        var condition = Unstretched(choice.Input(0));
        var isPerRow = condition.Shape is { HasRank: true, Rank: 2 } shape ? shape[1] == 1
            : choice.Operator is Select && condition.Shape is { HasRank: true, Rank: 1 };
        return isPerRow ? OfRows(condition, counting) : null;
    }

    /// <summary>Where a condition [batch, 1] is stretched over the columns.</summary>
    private static Value Unstretched(Value condition) =>
        condition.Producer is { Operator: Tile or BroadcastTo } node && node.Input(0).Shape is { HasRank: true, Rank: 2 } inner
        && inner[1] == 1
        && (node.Operator is BroadcastTo || node.Input(1).Integers() is [1, _])
            ? node.Input(0)
            : condition;

    /// <summary>A condition of one element for each row, [batch] or [batch, 1].</summary>
    private static LoopMask? OfRows(Value condition, LoopCounting counting)
    {
        if (condition.Producer is not { } node)
        {
            return null;
        }

        switch (node.Operator)
        {
            case LogicalNot:
                return OfRows(node.Input(0), counting) is { } mask ? mask.Inverted() : null;
            case Reshape or Squeeze or ExpandDims when HasRows(node.Input(0).Shape):
                return OfRows(node.Input(0), counting);
            case Less or GreaterEqual:
                return OfLengths(node.Input(0), node.Input(1), node.Operator is GreaterEqual, counting);
            case Greater or LessEqual:
                return OfLengths(node.Input(1), node.Input(0), node.Operator is LessEqual, counting);
            case Gather { Axis: 0,
                BatchDimensions: 0 } when counting.Outside(node.Input(0)) is { ElementType: ElementType.Boolean } sequence
                && sequence.Shape is { HasRank: true, Rank: 2 or 3 } sizes && (sizes.Rank == 2 || sizes[2] == 1)
                    && counting.OrderOf(node.Input(1)) is { } order:
                return new LoopMask(sequence, order, false);
            default:
                return null;
        }
    }

    private static bool HasRows(Shape shape) =>
        shape is { HasRank: true, Rank: 1 } || (shape is { HasRank: true, Rank: 2 } && shape[1] == 1);

    private static LoopMask? OfLengths(Value step, Value lengths, bool isInverted, LoopCounting counting) =>
        step.Shape is { HasRank: true, Rank: 0 } && counting.PositionOf(step) == LoopPosition.StepsSoFar
        && counting.Outside(lengths) is { } source
        && source.Shape is { HasRank: true, Rank: 1 } && source.ElementType is ElementType.Int32 or ElementType.Int64
            ? new LoopMask(source, null, isInverted)
            : null;
}
