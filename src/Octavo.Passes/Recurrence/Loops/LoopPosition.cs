using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// An integer that a loop counts with: <paramref name="Step"/> times the number of steps so far, plus a multiple of a size, plus a number.
/// </summary>
/// <param name="Sizes">How many times <paramref name="Size"/>; 0 where there is none.</param>
/// <param name="Size">Not known before the model runs.</param>
internal readonly record struct LoopPosition(long Step, long Sizes, SymbolicSize Size, long Number)
{
    /// <summary>Sums of more summands count no steps.</summary>
    private const int DeepestSum = 8;

    /// <summary>How many steps were made so far.</summary>
    public static LoopPosition StepsSoFar => new(1, 0, default, 0);

    /// <summary>The size that the position is, in all steps; null where it is none.</summary>
    public SymbolicSize? AsSize => (Step, Sizes, Number) switch
    {
        (0, 0, _) => new SymbolicSize(Number),
        (0, 1, 0) => Size,
        _ => null,
    };

    public static LoopPosition Of(long number) => new(0, 0, default, number);

    public static LoopPosition Of(SymbolicSize size) => size.IsKnown ? Of(size.Factor) : new LoopPosition(0, 1, size, 0);

    /// <summary>Reads a sum or difference.</summary>
    /// <param name="known">What some values are.</param>
    /// <returns>Null for any other value.</returns>
    public static LoopPosition? Read(Value value, Func<Value, LoopPosition?> known) => Read(value, known, DeepestSum);

    /// <summary>The same single element under another shape or type.</summary>
    public static Value Scalar(Value value)
    {
        while (value.Producer is { Operator: Reshape or Squeeze or ExpandDims or Cast or Pack { Count: 1 } } node)
        {
            value = node.Input(0);
        }

        return value;
    }

    public LoopPosition? Plus(LoopPosition? other, int factor = 1)
    {
        if (other is not { } its || (Sizes != 0 && its.Sizes != 0 && Size != its.Size))
        {
            return null;
        }

        var sizes = Sizes + (factor * its.Sizes);
        return new LoopPosition(Step + (factor * its.Step), sizes, sizes == 0 ? default : Sizes == 0 ? its.Size : Size,
            Number + (factor * its.Number));
    }

    private static LoopPosition? Read(Value value, Func<Value, LoopPosition?> known, int depth)
    {
        value = Scalar(value);
        if (known(value) is { } position)
        {
            return position;
        }

        if (value.Integers() is [var number])
        {
            return Of(number);
        }

        LoopPosition? Operand(int index) => Read(value.Producer.Input(index), known, depth - 1);
        return depth == 0 ? null : value.Producer?.Operator switch
        {
            Add { Activation: FusedActivation.None } => Operand(0)?.Plus(Operand(1)),
            Sub { Activation: FusedActivation.None } => Operand(0)?.Plus(Operand(1), -1),
            Neg => Of(0).Plus(Operand(0), -1),
            _ => null,
        };
    }
}
