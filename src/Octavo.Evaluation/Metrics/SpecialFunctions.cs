namespace Octavo.Evaluation;

/// <summary>
/// Distributions that intervals and tests need, to about 1e-12 of their values. Source: Abramowitz and Stegun, sections 6.1, 6.5, 7.1,
/// 26.5; continued fractions by Lentz's method.
/// </summary>
internal static class SpecialFunctions
{
    private const double Tiny = 1e-300;
    private const double Precision = 1e-16;
    private const int MaximumSteps = 100_000;

    /// <summary>Stirling's series needs arguments of this size for 16 digits.</summary>
    private const double StirlingFrom = 15;

    /// <summary>ln of the gamma function, for x above 0.</summary>
    public static double LogGamma(double x)
    {
        var product = 1.0;
        while (x < StirlingFrom)
        {
            product *= x++;
        }

        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + StirlingError(x) - Math.Log(product);
    }

    /// <summary>P(X above x) of the standard normal distribution.</summary>
    public static double NormalTail(double x) => 0.5 * ComplementaryError(x / Math.Sqrt(2));

    /// <summary>P(X above x) of the chi-square distribution with one degree of freedom.</summary>
    public static double ChiSquareTail(double x) => ComplementaryError(Math.Sqrt(x / 2));

    public static double NormalQuantile(double probability)
    {
        if (probability == 0.5)
        {
            return 0;
        }

        var tail = Math.Min(probability, 1 - probability);
        var x = Bisect(value => NormalTail(value) < tail, 0, 40);
        return probability > 0.5 ? x : -x;
    }

    /// <summary>P(|T| at least |t|) of Student's distribution.</summary>
    public static double StudentTwoSided(double t, double degrees) => Beta(degrees / (degrees + (t * t)), degrees / 2, 0.5);

    /// <summary>The t above 0 whose two-sided tail is <paramref name="tail"/>.</summary>
    public static double StudentQuantile(double tail, double degrees) => Bisect(t => StudentTwoSided(t, degrees) < tail, 0, 1e6);

    public static double BetaQuantile(double probability, double a, double b) => Bisect(x => Beta(x, a, b) > probability, 0, 1);

    /// <summary>The regularized incomplete beta function I_x(a, b).</summary>
    public static double Beta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        // The fraction converges fast below the mean; above it the symmetric form is taken.
        return x < (a + 1) / (a + b + 2) ? BetaFront(x, a, b) * BetaFraction(x, a, b) / a
            : 1 - (BetaFront(1 - x, b, a) * BetaFraction(1 - x, b, a) / b);
    }

    /// <summary>P(X at most k) of the binomial distribution with n trials of probability 1/2.</summary>
    public static double BinomialHalfCumulative(long k, long n) => k < 0 ? 0 : k >= n ? 1 : Beta(0.5, n - k, k + 1);

    /// <summary>P(X = k) of the same.</summary>
    public static double BinomialHalf(long k, long n) =>
        Math.Exp(LogGamma(n + 1) - LogGamma(k + 1) - LogGamma(n - k + 1) - (n * Math.Log(2)));

    /// <summary>What is left of ln gamma behind Stirling's formula, by its series in 1/x.</summary>
    private static double StirlingError(double x)
    {
        var inverse = 1 / (x * x);
        return ((
            ((((((-3617.0 / 122400 * inverse) + (1.0 / 156)) * inverse) - (691.0 / 360360)) * inverse)
                + (1.0 / 1188)) * inverse - (1.0 / 1680)) * inverse + (1.0 / 1260)) * inverse * inverse / x
            - (inverse / (360 * x)) + (1 / (12 * x));
    }

    /// <summary>x^a (1-x)^b / B(a, b), arranged so that large parameters do not cancel.</summary>
    private static double BetaFront(double x, double a, double b)
    {
        if (a < StirlingFrom || b < StirlingFrom)
        {
            return Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * LogOnePlus(-x)));
        }

        var sum = a + b;
        var exponent =
            (a * LogRatio(x * sum, a)) + (b * LogRatio((1 - x) * sum, b)) + StirlingError(sum) - StirlingError(a) - StirlingError(b);
        return Math.Sqrt(a / sum * b / (2 * Math.PI)) * Math.Exp(exponent);
    }

    /// <summary>ln(value / reference), exact also where both are nearly equal.</summary>
    private static double LogRatio(double value, double reference) => LogOnePlus((value - reference) / reference);

    /// <summary>ln(1 + x): the rounding of 1 + x is divided out again.</summary>
    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : sum == 1 + x && Math.Abs(x) > 0.5 ? Math.Log(sum) : Math.Log(sum) * x / (sum - 1);
    }

    private static double BetaFraction(double x, double a, double b)
    {
        var c = 1.0;
        var d = Inverse(1 - ((a + b) * x / (a + 1)));
        var result = d;
        for (var step = 1; step <= MaximumSteps; step++)
        {
            var even = step * (b - step) * x / ((a + (2 * step) - 1) * (a + (2 * step)));
            d = Inverse(1 + (even * d));
            c = NotZero(1 + (even / c));
            result *= d * c;
            var odd = -(a + step) * (a + b + step) * x / ((a + (2 * step)) * (a + (2 * step) + 1));
            d = Inverse(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
            {
                break;
            }
        }

        return result;
    }

    private static double ComplementaryError(double x)
    {
        if (x < 0)
        {
            return 2 - ComplementaryError(-x);
        }

        if (x < 2)
        {
            // erf(x) = 2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) / (1 3 5 ... (2n+1)).
            var term = x;
            var sum = x;
            for (var n = 1; term > sum * Precision; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum);
        }

        // erfc(x) = exp(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))).
        var fraction = x;
        for (var step = 120; step >= 1; step--)
        {
            fraction = x + (step / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }

    private static double Bisect(Func<double, bool> isAbove, double low, double high)
    {
        for (var step = 0; step < 200; step++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = isAbove(middle) ? (low, middle) : (middle, high);
        }

        return low + ((high - low) / 2);
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double Inverse(double value) => 1 / NotZero(value);
}
