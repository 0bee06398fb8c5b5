using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>A product of some factors, in any order and grouping.</summary>
/// <param name="factors">At least two, at most a handful: every way of splitting them is tried.</param>
internal sealed class ProductPattern(params IReadOnlyList<Pattern> factors) : Pattern
{
    public override IEnumerable<Match> Find(Value value, Match match) => Find(value, (1 << factors.Count) - 1, match);

    /// <param name="chosen">One bit for each factor that the value must be the product of.</param>
    private IEnumerable<Match> Find(Value value, int chosen, Match match)
    {
        if (int.IsPow2(chosen))
        {
            return factors[int.TrailingZeroCount(chosen)].Find(value, match);
        }

        if (!Forms.IsProduct(value) || value.Producer is not { } node)
        {
            return [];
        }

        return Parts(chosen)
            .SelectMany(left =>
                Find(node.Input(0), left, match.With(node)).SelectMany(found => Find(node.Input(1), chosen & ~left, found)));
    }

    /// <summary>All subsets but the empty and the whole one.</summary>
    private static IEnumerable<int> Parts(int chosen)
    {
        for (var part = (chosen - 1) & chosen; part != 0; part = (part - 1) & chosen)
        {
            yield return part;
        }
    }
}
