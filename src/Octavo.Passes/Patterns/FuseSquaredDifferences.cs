using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>(x - y)^2</summary>
public sealed class FuseSquaredDifferences() : PatternPass(
    new Rule(Squared(Difference(X, Y)), _ => new SquaredDifference(), X, Y))
{
    private static readonly Variable X = new();
    private static readonly Variable Y = new();
}
