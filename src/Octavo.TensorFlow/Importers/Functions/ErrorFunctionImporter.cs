using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// The error function and its complement, from the normal law's distribution function P that GELU multiplies by: erf a = 2 P(a sqrt 2) - 1.
/// The form is one that the passes know where it is part of a GELU.
/// </summary>
internal sealed class ErrorFunctionImporter() : FunctionImporter(
    ("Erf", Function),
    ("Erfc", x => 1f - Function(x)))
{
    private const float SquareRootOfTwo = 1.41421356f;

    /// <summary>Below it P is 1/2, and the quotient still a number.</summary>
    private const float SmallestArgument = 1e-30f;

    /// <summary>From here on P is 1.</summary>
    private const float LargestArgument = 8;

    private static Expression Function(Expression x)
    {
        var argument = (x.Magnitude() * SquareRootOfTwo).AtMost(LargestArgument).AtLeast(SmallestArgument);
        var distribution = argument.Of(new Gelu(false)) / argument;
        return ((distribution * 2f) - 1f).SignedAs(x);
    }
}
