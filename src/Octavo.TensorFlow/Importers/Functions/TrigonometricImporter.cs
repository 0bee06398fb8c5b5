using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// The tangent as a quotient, and inverse functions as angles: that of (cos, sin) = (x, sqrt((1 - x) (1 + x))) is acos x.
/// </summary>
internal sealed class TrigonometricImporter() : FunctionImporter(
    ("Acos", x => Other(x).AngleWith(x)),
    ("Asin", x => x.AngleWith(Other(x))),
    ("Atan", x => x.AngleWith(x.Filled(1f))),
    ("Tan", x => x.Of(new Sin()) / x.Of(new Cos())))
{
    private static Expression Other(Expression x) => ((1f - x) * (x + 1f)).SquareRoot();
}
