using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Activations that TFLite has no operator for.</summary>
internal sealed class ActivationImporter() : FunctionImporter(
    ("Inv", x => 1f / x),
    ("Reciprocal", x => 1f / x),
    ("Selu", ScaledElu),
    ("Softplus", Softplus),
    ("Softsign", Softsign))
{
    private const float SeluScale = 1.05070098735548f;
    private const float SeluAlpha = 1.67326324235438f;

    private static Expression ScaledElu(Expression x) => (x > 0f).Choose(x, x.Of(new Elu()) * SeluAlpha) * SeluScale;

    /// <summary>log(1 + e^x), never less than x: e^x ends at the largest float, where the logarithm is 88.7.</summary>
    private static Expression Softplus(Expression x) => x.AtLeast((x.Exponential() + 1f).Logarithm());

    private static Expression Softsign(Expression x)
    {
        var magnitude = x.Magnitude();
        return x / (magnitude + 1f).AtLeast(magnitude);
    }
}
