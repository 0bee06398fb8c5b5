using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// The logarithm of |gamma x| and its derivative, by Stirling's series from 7 on. Below, x(x + 1)...(x + 6) = u (u + 5) (u + 8) (x + 3)
/// with u = x^2 + 6x leads there; below 1/2, reflection: gamma x gamma(1 - x) = pi / sin(pi x). Source: Abramowitz and Stegun, Handbook of
/// Mathematical Functions, 6.1.17, 6.1.41, 6.3.7 and 6.3.18.
/// </summary>
internal sealed class GammaImporter() : FunctionImporter(
    ("Digamma", Derivative),
    ("Lgamma", LogarithmOfGamma))
{
    private const float Enough = 7f;
    private const float HalfLogarithmOfTwoPi = 0.918938533f;
    private const float LogarithmOfPi = 1.14472989f;

    private static Expression LogarithmOfGamma(Expression x)
    {
        var isReflected = x < 0.5f;
        var positive = isReflected.Choose(1f - x, x);
        var isSmall = positive < Enough;
        var z = isSmall.Choose(positive + Enough, positive);
        var inverse = 1f / z;
        var series = inverse * (inverse * inverse).Polynomial(1.0 / 12, -1.0 / 360, 1.0 / 1260);
        var stirling = ((z - 0.5f) * (z.Logarithm() - 1f)) + (series + (HalfLogarithmOfTwoPi - 0.5f));
        var square = positive * (positive + 6f);
        var product = square * (square + 5f) * ((square + 8f) * (positive + 3f));
        var direct = isSmall.Choose(stirling - product.Logarithm(), stirling);
        var angle = Fraction(x);
        var reflected = (LogarithmOfPi - angle.Of(new Sin()).Magnitude().Logarithm()) - direct;
        var result = isReflected.Choose(angle.IsEqualTo(0f).Choose(angle.Number(float.PositiveInfinity), reflected), direct);
        var magnitude = x.Magnitude();
        return magnitude.IsEqualTo(float.PositiveInfinity).Choose(magnitude, result);
    }

    private static Expression Derivative(Expression x)
    {
        var isReflected = x < 0.5f;
        var positive = isReflected.Choose(1f - x, x);
        var isSmall = positive < Enough;
        var z = isSmall.Choose(positive + Enough, positive);
        var inverse = 1f / z;
        var square = inverse * inverse;
        var series = (z.Logarithm() - (inverse * 0.5f)) - (square * square.Polynomial(1.0 / 12, -1.0 / 120, 1.0 / 252));
        var u = positive * (positive + 6f);
        var middle = positive + 3f;
        var steps = ((middle + middle) * ((1f / u) + (1f / (u + 5f)) + (1f / (u + 8f)))) + (1f / middle);
        var direct = isSmall.Choose(series - steps, series);
        var angle = Fraction(x);
        var cotangent = angle.Of(new Cos()) / angle.Of(new Sin()) * MathF.PI;
        var reflected = angle.IsEqualTo(0f).Choose(angle.Number(float.NaN), direct - cotangent);
        return isReflected.Choose(reflected, direct);
    }

    /// <summary>pi (x - round x): x is whole where this is 0.</summary>
    private static Expression Fraction(Expression x) => (x - x.Of(new Round())) * MathF.PI;
}
