using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>One of several forms.</summary>
internal sealed class EitherPattern(params IReadOnlyList<Pattern> forms) : Pattern
{
    public override IEnumerable<Match> Find(Value value, Match match) => forms.SelectMany(form => form.Find(value, match));
}
