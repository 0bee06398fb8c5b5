using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>Bounds written as maximum and minimum, where an activation has the same bounds.</summary>
internal sealed class FuseClamps() : PatternPass(
    new Rule(Smaller(Either(Of<Relu>(X), Larger(X, 0)), 6), _ => new Relu6(), X),
    new Rule(Either(Of<Relu>(Smaller(X, 6)), Larger(Smaller(X, 6), 0)), _ => new Relu6(), X),
    new Rule(Smaller(Either(Of<Relu>(X), Larger(X, 0)), 1), _ => new Relu0To1(), X),
    new Rule(Either(Of<Relu>(Smaller(X, 1)), Larger(Smaller(X, 1), 0)), _ => new Relu0To1(), X),
    new Rule(Smaller(Larger(X, -1), 1), _ => new ReluMinus1To1(), X),
    new Rule(Larger(Smaller(X, 1), -1), _ => new ReluMinus1To1(), X),
    new Rule(Larger(X, 0), _ => new Relu(), X))
{
    private static readonly Variable X = Variable.Computed();
}
