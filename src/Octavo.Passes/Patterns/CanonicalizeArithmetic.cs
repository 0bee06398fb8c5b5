using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>
/// Writes differences with constants as sums, quotients by constants as products (which may round once more) and powers as the operators
/// that compute them, so that other passes need to know one form only.
/// </summary>
internal sealed class CanonicalizeArithmetic() : PatternPass(
    new Rule(
        Difference(X, C), _ => new Add(),
        (edit, match) => [match[X], edit.AddConstant(match[C].Name, ConstantComputation.Apply(new Neg(), match[C].Constant!))]),
    new Rule(
        Quotient(X, Divisor), _ => new Mul(),
        (edit, match) =>
            [match[X],
                edit.AddConstant(match[Divisor].Name,
                    ConstantComputation.Apply(new Div(), ConstantComputation.One, match[Divisor].Constant!))]),
    new Rule(
        Product(Of<Neg>(X), C), _ => new Mul(),
        (edit, match) => [match[X], edit.AddConstant(match[C].Name, ConstantComputation.Apply(new Neg(), match[C].Constant!))]),
    new Rule(Sum(Y, Of<Neg>(X)), _ => new Sub(), Y, X),
    new Rule(Difference(Y, Of<Neg>(X)), _ => new Add(), Y, X),
    new Rule(
        Of<Neg>(Product(X, C)), _ => new Mul(),
        (edit, match) => [match[X], edit.AddConstant(match[C].Name, ConstantComputation.Apply(new Neg(), match[C].Constant!))]),
    new Rule(Of<Pow>(X, 2), _ => new Square(), X),
    new Rule(Of<Pow>(X, 0.5f), _ => new Sqrt(), X),
    new Rule(Of<Pow>(X, -0.5f), _ => new Rsqrt(), X),
    new Rule(Quotient(1, Of<Sqrt>(X)), _ => new Rsqrt(), X),
    new Rule(Of<Sqrt>(Quotient(1, X)), _ => new Rsqrt(), X))
{
    private static readonly Variable X = Variable.Computed();
    private static readonly Variable Y = Variable.Computed();
    private static readonly Variable C = Variable.Constant();

    /// <summary>Their reciprocals are normal numbers.</summary>
    private static readonly Variable Divisor =
        new(value =>
            value.Floats() is { Length: > 0 } elements
            && Array.TrueForAll(elements, element => MathF.Abs(element) is > 1e-30f and < 1e30f));
}
