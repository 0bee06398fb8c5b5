using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>x relu6(x + 3) / 6, and x clamp(x / 6 + 1 / 2, 0, 1).</summary>
internal sealed class FuseHardSwish() : PatternPass(
    new Rule(Product(X, SumWithin0And6(X, 3), 1 / 6f), _ => new HardSwish(), X),
    new Rule(Quotient(Product(X, SumWithin0And6(X, 3)), 6), _ => new HardSwish(), X),
    new Rule(Product(X, Quotient(SumWithin0And6(X, 3), 6)), _ => new HardSwish(), X),
    new Rule(Product(X, Of<Relu0To1>(Sum(Product(X, 1 / 6f), 0.5f))), _ => new HardSwish(), X))
{
    private static readonly Variable X = Variable.Computed();
}
