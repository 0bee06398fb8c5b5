using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// Hyperbolic functions. With a = |x|: sinh a = e^(a + log((1 - e^-2a) / 2)) and cosh a = e^(a + log((1 + e^-2a) / 2)) overflow just where
/// they must.
/// </summary>
internal sealed class HyperbolicImporter() : FunctionImporter(
    ("Cosh", Cosine),
    ("Sinh", Sine))
{
    private static Expression Sine(Expression x)
    {
        var magnitude = x.Magnitude();
        var half = (magnitude * -2f).Of(new Elu()) * -0.5f;
        return (magnitude + half.Logarithm()).Exponential().SignedAs(x);
    }

    private static Expression Cosine(Expression x)
    {
        var magnitude = x.Magnitude();
        var half = ((magnitude * -2f).Exponential() * 0.5f) + 0.5f;
        return (magnitude + half.Logarithm()).Exponential();
    }
}
