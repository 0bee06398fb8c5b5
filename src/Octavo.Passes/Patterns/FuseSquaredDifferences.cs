using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>(x - y)^2, be x - y read elsewhere or not: integers have a kernel for it, and none for squares.</summary>
public sealed class FuseSquaredDifferences() : PatternPass(
    new Rule(Squared(Difference(X, Y)), _ => new SquaredDifference(), X, Y) { AllowsOtherReaders = true })
{
    private static readonly Variable X = new();
    private static readonly Variable Y = new();
}
