using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>A constant whose elements are all this number, but for what rounding moved it.</summary>
internal sealed class NumberPattern(float number) : Pattern
{
    /// <summary>Ten units in the last place: numbers that were written with seven digits, or computed in a few steps.</summary>
    private const float RelativeTolerance = 10 * 1.1920929e-7f;

    public override IEnumerable<Match> Find(Value value, Match match) =>
        value.Number() is { } found && MathF.Abs(found - number) <= RelativeTolerance * MathF.Abs(number) ? [match] : [];
}
