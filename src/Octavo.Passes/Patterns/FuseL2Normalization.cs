using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>
/// x over its Euclidean norm along the last axis, where the norm is kept above 1e-6 as the operator does, or not bounded at all: then a row
/// of zeros gives zeros instead of NaN.
/// </summary>
internal sealed class FuseL2Normalization() : PatternPass(
    new Rule(Product(X, Of<Rsqrt>(Bounded)), _ => new L2Normalization(), X) { When = IsLast },
    new Rule(Quotient(X, Larger(Of<Sqrt>(SquareSum), Bound)), _ => new L2Normalization(), X) { When = IsLast })
{
    private static readonly Variable X = Variable.Computed();
    private static readonly Variable Axis = new(value => value.Integers() is [_]);

    private static readonly Pattern SquareSum = Of<Sum>(sum => sum.KeepsAxes, Squared(X), Axis);

    private static readonly Pattern Bounded = Either(Larger(SquareSum, 1e-12f), SquareSum);

    private static readonly Pattern Bound = 1e-6f;

    private static bool IsLast(Match match) =>
        match[X].Shape is { HasRank: true, Rank: > 0 } shape && match[Axis].Integers() is [var axis]
        && (axis == -1 || axis == shape.Rank - 1);
}
