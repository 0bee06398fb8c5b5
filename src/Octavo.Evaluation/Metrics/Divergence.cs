namespace Octavo.Evaluation;

/// <summary>
/// Distances between distributions in nats (divide by ln 2 for bits). 0 ln 0 = 0; a probability of 0 where the other's is not gives
/// infinity.
/// </summary>
internal static class Divergence
{
    public static double KullbackLeibler(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var sum = 0.0;
        for (var index = 0; index < p.Length; index++)
        {
            sum += p[index] == 0 ? 0 : p[index] * Math.Log(p[index] / q[index]);
        }

        return sum;
    }

    /// <summary>The divergence; its square root is the distance.</summary>
    public static double JensenShannon(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var middle = new double[p.Length];
        for (var index = 0; index < middle.Length; index++)
        {
            middle[index] = (p[index] + q[index]) / 2;
        }

        return (KullbackLeibler(p, middle) + KullbackLeibler(q, middle)) / 2;
    }

    public static double Entropy(ReadOnlySpan<double> p) => CrossEntropy(p, p);

    public static double CrossEntropy(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        var sum = 0.0;
        for (var index = 0; index < p.Length; index++)
        {
            sum -= p[index] == 0 ? 0 : p[index] * Math.Log(q[index]);
        }

        return sum;
    }
}
