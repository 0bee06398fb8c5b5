namespace Octavo.TensorFlow;

/// <summary>
/// Inverse hyperbolic functions: logarithms of 1 + something small near the zeros, log 2x far out. The last step of each lets infinities
/// through, which sums would make finite.
/// </summary>
internal sealed class InverseHyperbolicImporter() : FunctionImporter(
    ("Acosh", InverseCosine),
    ("Asinh", InverseSine),
    ("Atanh", InverseTangent))
{
    private const float FarOut = 1e4f;

    private static Expression InverseCosine(Expression x)
    {
        var above = x - 1f;
        var near = (above + (above * (above + 2f)).SquareRoot()).LogarithmOfOnePlus();
        return Combine(x, near);
    }

    private static Expression InverseSine(Expression x)
    {
        var magnitude = x.Magnitude();
        var square = magnitude * magnitude;
        var near = (magnitude + (square / ((square + 1f).SquareRoot() + 1f))).LogarithmOfOnePlus();
        return Combine(magnitude, near).SignedAs(x);
    }

    private static Expression Combine(Expression x, Expression near)
    {
        var logarithm = x.Logarithm();
        return logarithm.AtLeast((x > FarOut).Choose(logarithm + LogarithmFormulas.LogarithmOfTwo, near));
    }

    /// <summary>log((1 + a) / (1 - a)) / 2, as log(1 + 2a / (1 - a)) / 2 near 0 and -log sqrt((1 - a) / (1 + a)) near 1.</summary>
    private static Expression InverseTangent(Expression x)
    {
        var magnitude = x.Magnitude();
        var rest = 1f - magnitude;
        var near = ((magnitude + magnitude) / rest).LogarithmOfOnePlus() * 0.5f;
        var far = -(rest / (magnitude + 1f)).SquareRoot().Logarithm();
        return (magnitude < 0.5f).Choose(near, far).SignedAs(x);
    }
}
