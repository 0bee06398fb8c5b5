using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>A form that the computation of a value may have.</summary>
internal abstract class Pattern
{
    /// <summary>All ways in which the value has this form, given what is bound already.</summary>
    public abstract IEnumerable<Match> Find(Value value, Match match);

    /// <summary>A constant of this number.</summary>
    public static implicit operator Pattern(float number) => new NumberPattern(number);
}
