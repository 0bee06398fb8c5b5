using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>1 / (1 + e^-x)</summary>
internal sealed class FuseLogistic() : PatternPass(
    new Rule(Quotient(1, Sum(1, Of<Exp>(Of<Neg>(X)))), _ => new Logistic(), X))
{
    private static readonly Variable X = Variable.Computed();
}
