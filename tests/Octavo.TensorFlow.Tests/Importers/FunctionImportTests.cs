using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Functions that TFLite has no operator for, over their whole domain, against definitions in float64.</summary>
public class FunctionImportTests
{
    /// <summary>Formulas of a dozen operators lose a few units in the last place each; exponents carry those of numbers up to 89.</summary>
    private const double RelativeLimit = 1e-5;

    /// <summary>Twice a distribution function less 1: absolute, a few units in the last place of 1.</summary>
    private const double ErrorFunctionLimit = 5e-7;

    private static readonly float[] Special =
        [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1f, -1f, 1e-30f, -1e-30f, 1e-4f, -1e-4f, 88f, -88f, 100f,
            -100f, 1e30f, -1e30f];

    public static TheoryData<string> Functions =>
        ["Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cosh", "Expm1", "Log1p", "Sinh", "Softplus", "Softsign", "Tan"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_without_an_operator_has_a_small_relative_error_everywhere(string operation)
    {
        var points = Points().ToArray();
        var input = Tensor.From(new Shape(points.Length), points);
        var results = ImportedOperation.Of(operation, [input]).Run(input).Values<float>();
        for (var index = 0; index < points.Length; index++)
        {
            var want = Definition(operation, points[index]);
            var limit = (RelativeLimit * Math.Abs(want)) + AbsoluteLimit(operation, points[index]);
            Assert.True(Near(results[index], want, limit), $"{operation}({points[index]:R}) is {want:R}, computed {results[index]:R}");
        }
    }

    [Fact]
    public void The_error_function_and_its_complement_follow_the_series_and_the_continued_fraction()
    {
        float[] points = [.. Enumerable.Range(-480, 961).Select(step => step / 120f), 0f, 1e-20f, 5f, -5f, 9f, float.PositiveInfinity,
            float.NegativeInfinity, float.NaN];
        var input = Tensor.From(new Shape(points.Length), points);
        var values = ImportedOperation.Of("Erf", [input]).Run(input).Values<float>();
        var complements = ImportedOperation.Of("Erfc", [input]).Run(input).Values<float>();
        for (var index = 0; index < points.Length; index++)
        {
            var complement = Complement(points[index]);
            var value = Math.Abs(points[index]) < 1 ? Series(points[index]) : 1 - complement;
            Assert.True(Near(values[index], value, ErrorFunctionLimit), $"erf({points[index]:R}) is {value:R}, computed {values[index]:R}");
            Assert.True(Near(complements[index], complement, ErrorFunctionLimit),
                $"erfc({points[index]:R}) is {complement:R}, computed {complements[index]:R}");
        }
    }

    [Fact]
    public void The_logarithm_of_gamma_is_that_of_factorials_and_follows_the_recurrence_and_the_reflection()
    {
        float[] points = [1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f, 0.5f, -0.5f, -1.5f, 1e-3f, 0f, -1f, -2f, float.PositiveInfinity,
            float.NegativeInfinity, float.NaN];
        var factorials = Enumerable.Range(0, 11).Select(n => Enumerable.Range(1, n).Sum(k => Math.Log(k)));
        var root = Math.Log(Math.Sqrt(Math.PI));
        double[] want =
        [
            .. factorials, root, root + Math.Log(2), root + Math.Log(4 / 3.0), 6.90717888538385, double.PositiveInfinity,
            double.PositiveInfinity, double.PositiveInfinity,
            double.PositiveInfinity, double.PositiveInfinity, double.NaN,
        ];
        var input = Tensor.From(new Shape(points.Length), points);
        var results = ImportedOperation.Of("Lgamma", [input]).Run(input).Values<float>();
        Assert.All(results.ToArray().Zip(want),
            pair => Assert.True(Near(pair.First, pair.Second, 3e-6 + (RelativeLimit * Math.Abs(pair.Second))),
                $"{pair.Second:R}, computed {pair.First:R}"));
    }

    [Fact]
    public void The_derivative_of_that_logarithm_is_that_of_harmonic_numbers()
    {
        const double euler = 0.577215664901532861;
        float[] points = [1f, 2f, 3f, 5f, 10f, 0.5f, -0.5f, 1e-20f, -1e-20f, 0f, -3f, float.NaN];
        double[] want =
        [
            -euler, 1 - euler, 1.5 - euler, (25 / 12.0) - euler, (7129 / 2520.0) - euler, -euler - (2 * Math.Log(2)),
            2 - euler - (2 * Math.Log(2)), -1e20, 1e20,
            double.NaN, double.NaN, double.NaN,
        ];
        var input = Tensor.From(new Shape(points.Length), points);
        var results = ImportedOperation.Of("Digamma", [input]).Run(input).Values<float>();
        Assert.All(results.ToArray().Zip(want),
            pair => Assert.True(Near(pair.First, pair.Second, 3e-6 + (RelativeLimit * Math.Abs(pair.Second))),
                $"{pair.Second:R}, computed {pair.First:R}"));
    }

    private static IEnumerable<float> Points()
    {
        for (var step = -2000; step <= 2000; step++)
        {
            yield return step / 1000f;
            yield return step / 21f;
        }

        foreach (var point in Special)
        {
            yield return point;
        }
    }

    private static double Definition(string operation, double x) => operation switch
    {
        "Acos" => Math.Acos(x),
        "Acosh" => Math.Acosh(x),
        "Asin" => Math.Asin(x),
        "Asinh" => Math.Asinh(x),
        "Atan" => Math.Atan(x),
        "Atanh" => Math.Atanh(x),
        "Cosh" => Math.Cosh(x),
        "Expm1" => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1,
        "Log1p" => Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x),
        "Sinh" => Math.Sinh(x),
        "Softplus" => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        "Softsign" => x / (1 + Math.Abs(x)),
        _ => Math.Tan(x),
    };

    /// <summary>
    /// A cosine near 0 and an angle near pi / 2 come of a difference: errors there are absolute. The tangent's poles magnify its argument's
    /// rounding.
    /// </summary>
    private static double AbsoluteLimit(string operation, double x) => operation switch
    {
        "Acos" or "Softplus" => 1e-6,
        "Tan" => 1e-6 * (1 + Math.Pow(Math.Tan(x), 2)),
        _ => 0,
    };

    /// <summary>Values beyond float32 are infinite; the smallest ones may vanish.</summary>
    private static bool Near(float got, double want, double limit) => double.IsNaN(want) ? float.IsNaN(got)
        : Math.Abs(want) > float.MaxValue ? Math.Abs(got) >= float.MaxValue && Math.Sign(got) == Math.Sign(want)
        : Math.Abs(got - want) <= limit + 1e-37;

    private static double Series(double x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n < 60; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    /// <summary>e^-x^2 / sqrt pi / (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...)))) for x of at least 1.</summary>
    private static double Complement(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) < 1)
        {
            return 1 - Series(x);
        }

        var magnitude = Math.Abs(x);
        var fraction = magnitude;
        for (var n = 400; n > 0; n--)
        {
            fraction = magnitude + (n / 2.0 / fraction);
        }

        var tail = Math.Exp(-magnitude * magnitude) / Math.Sqrt(Math.PI) / fraction;
        return double.IsInfinity(x) ? (x > 0 ? 0 : 2) : x > 0 ? tail : 2 - tail;
    }
}
