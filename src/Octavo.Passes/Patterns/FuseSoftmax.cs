using Octavo.Graphs;
using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>
/// e^x over its sum along the last axis, with the largest x subtracted before or not; and its logarithm, also as x less the logarithm of
/// the sum.
/// </summary>
internal sealed class FuseSoftmax() : PatternPass(
    new Rule(Quotient(Exponential, Of<Sum>(IsKept, Exponential, Axis)), _ => new Softmax(1), X) { When = IsLast },
    new Rule(
        Difference(Shifted, Of<Log>(Of<Sum>(IsKept, Of<Exp>(Shifted), Axis))), _ => new LogSoftmax(), X) { When = IsLast },
    new Rule(Difference(X, Sum(Of<Log>(Of<Sum>(IsKept, Of<Exp>(Difference(X, FiniteLargest)), Axis)), FiniteLargest)),
        _ => new LogSoftmax(), X) { When = IsLast },
    new Rule(Of<Log>(Of<Softmax>(softmax => softmax.Beta == 1, X)), _ => new LogSoftmax(), X))
{
    private static readonly Variable X = Variable.Computed();
    private static readonly Variable Axis = new(value => value.Integers() is [_]);
    private static readonly Variable LargestAxis = new(value => value.Integers() is [_]);

    private static readonly Pattern Largest = Of<ReduceMax>(maximum => maximum.KeepsAxes, X, LargestAxis);

    private static readonly Pattern Shifted = Difference(X, Largest);

    /// <summary>The largest x, or 0 where that is infinite: as TensorFlow's log of a sum of powers has it.</summary>
    private static readonly Pattern FiniteLargest =
        Either(Largest, Of<SelectV2>(Of<Less>(Of<Abs>(Largest), Variable.Number(float.IsPositiveInfinity)), Largest, 0));

    private static readonly Pattern Exponential = Of<Exp>(Either(Shifted, X));

    private static bool IsKept(Sum sum) => sum.KeepsAxes;

    private static bool IsLast(Match match) =>
        IsLast(match[X], match[Axis]) && (!match.Bindings.TryGetValue(LargestAxis, out var axis) || IsLast(match[X], axis));

    private static bool IsLast(Value value, Value axis) =>
        value.Shape is { HasRank: true, Rank: > 0 } shape && axis.Integers() is [var only] && (only == -1 || only == shape.Rank - 1);
}
