using Octavo.Graphs;
using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>
/// (x - y)^2, be x - y read elsewhere or not: integers have a kernel for it, and none for squares. LiteRT's kernel stretches four axes at
/// most; with more of them the difference and its product with itself stay, or come back where an operand was stretched for the kernel.
/// </summary>
internal sealed class FuseSquaredDifferences() : PatternPass(
    new Rule(Squared(Difference(X, Y)), _ => new SquaredDifference(), X, Y) { AllowsOtherReaders = true, When = KernelTakes },
    new Rule(Of<SquaredDifference>(X, Of<BroadcastTo>(Y)), _ => new Mul(),
        (edit, match) => Twice(edit, match)) { When = match => !KernelTakes(match) })
{
    private const int MostAxes = 4;
    private static readonly Variable X = new();
    private static readonly Variable Y = new();

    private static bool KernelTakes(Match match) =>
        match[X].Shape is { HasRank: true } left && match[Y].Shape is { HasRank: true } right
        && (Math.Max(left.Rank, right.Rank) <= MostAxes || (left == right && left.IsKnown));

    private static IReadOnlyList<Value> Twice(GraphEdit edit, Match match)
    {
        var root = match.Nodes[0];
        var difference = edit.Emit(root, $"{root.Name}/difference", new Sub(), match[X], match[Y]);
        return [difference, difference];
    }
}
