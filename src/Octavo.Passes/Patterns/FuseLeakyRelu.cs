using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>x where it is positive, a multiple of x below, in the ways in which this is written.</summary>
internal sealed class FuseLeakyRelu() : PatternPass(
    new Rule(Larger(X, Product(X, BelowOne)), match => new LeakyRelu(match.Number(BelowOne)), X),
    new Rule(Either(Of<Select>(Positive, X, Product(X, Slope)), Of<SelectV2>(Positive, X, Product(X, Slope))),
        match => new LeakyRelu(match.Number(Slope)), X),
    new Rule(
        Sum(Product(X, Slope), Product(Of<Abs>(X), Other)), match => new LeakyRelu(match.Number(Slope) - match.Number(Other)), X)
    {
        When = match => MathF.Abs(match.Number(Slope) + match.Number(Other) - 1) <= 4 * float.Epsilon + 2.4e-7f,
    })
{
    private static readonly Variable X = Variable.Computed();
    private static readonly Variable BelowOne = Variable.Number(slope => slope is > 0 and < 1);
    private static readonly Variable Slope = Variable.Number();
    private static readonly Variable Other = Variable.Number();
    private static readonly Pattern Positive = Either(Of<Greater>(X, 0), Of<GreaterEqual>(X, 0));
}
