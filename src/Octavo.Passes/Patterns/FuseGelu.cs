using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>
/// x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), however its factors are grouped.
/// Source: Hendrycks and Gimpel, Gaussian Error Linear Units, section 2.
/// </summary>
public sealed class FuseGelu() : PatternPass(
    new Rule(Product(X, 0.5f, Sum(1, Of<Tanh>(Inner))), _ => new Gelu(true), X))
{
    private const float Scale = 0.7978845608f;
    private const float Cubic = 0.044715f;
    private static readonly Variable X = Variable.Computed();

    private static readonly Pattern ScaledCube = Either(
        Product(Of<Pow>(X, 3), Cubic), Product(Of<Square>(X), X, Cubic), Product(X, X, X, Cubic));

    private static readonly Pattern ScaledSquare = Either(Product(Of<Square>(X), Cubic), Product(X, X, Cubic));

    private static readonly Pattern Inner = Either(
        Product(Sum(X, ScaledCube), Scale),
        Product(Sum(1, ScaledSquare), X, Scale));
}
