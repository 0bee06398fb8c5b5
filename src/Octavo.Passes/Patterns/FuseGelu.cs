using Octavo.Operators;
using static Octavo.Passes.Forms;

namespace Octavo.Passes;

/// <summary>
/// x / 2 (1 + erf(x / sqrt 2)), and its approximation x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), however their factors are grouped.
/// Source: Hendrycks and Gimpel, Gaussian Error Linear Units, section 2.
/// </summary>
internal sealed class FuseGelu() : PatternPass(
    new Rule(Product(X, 0.5f, Sum(1, Of<Tanh>(Inner))), _ => new Gelu(true), X),
    new Rule(Product(X, 0.5f, Sum(1, ErrorFunction(Product(X, 1 / SquareRootOfTwo)))), _ => new Gelu(false), X),
    new Rule(Product(X, 0.5f, Difference(1, ErrorFunction(Product(X, -1 / SquareRootOfTwo)))), _ => new Gelu(false), X))
{
    private const float Scale = 0.7978845608f;
    private const float Cubic = 0.044715f;
    private const float SquareRootOfTwo = 1.41421356f;
    private static readonly Variable X = Variable.Computed();

    private static readonly Pattern ScaledCube = Either(
        Product(Of<Pow>(X, 3), Cubic), Product(Of<Square>(X), X, Cubic), Product(X, X, X, Cubic));

    private static readonly Pattern ScaledSquare = Either(Product(Of<Square>(X), Cubic), Product(X, X, Cubic));

    private static readonly Pattern Inner = Either(
        Product(Sum(X, ScaledCube), Scale),
        Product(Sum(1, ScaledSquare), X, Scale));

    /// <summary>The formula that stands for TensorFlow's Erf: 2 P(|y| sqrt 2) - 1 with the sign of y, where P a = GELU(a) / a.</summary>
    private static Pattern ErrorFunction(Pattern y)
    {
        var argument = Larger(1e-30f, Smaller(8, Product(Of<Abs>(y), SquareRootOfTwo)));
        var magnitude = Sum(Product(Quotient(Of<Gelu>(gelu => !gelu.IsApproximate, argument), argument), 2), -1);
        return Of<SelectV2>(Of<Less>(y, 0), Of<Neg>(magnitude), magnitude);
    }
}
