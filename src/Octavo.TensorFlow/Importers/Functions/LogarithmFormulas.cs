namespace Octavo.TensorFlow;

/// <summary>Logarithms and powers near 1 and 0, where the plain formulas lose their digits.</summary>
internal static class LogarithmFormulas
{
    public const float LogarithmOfTwo = 0.693147181f;

    /// <summary>
    /// log(1 + x). With u = 1 + x as rounded, log u + (x - (u - 1)) / u makes up for the rounding to first order; it is needed, and safe,
    /// for |x| below 1/2.
    /// </summary>
    public static Expression LogarithmOfOnePlus(this Expression x)
    {
        var sum = (x + 1f).AtLeast(x);
        var logarithm = sum.Logarithm();
        var corrected = logarithm + ((x - (sum - 1f)) / sum);
        return (x.Magnitude() < 0.5f).Choose(corrected, logarithm);
    }

    /// <summary>e^x - 1: that of ELU below 0; above, e^x (1 - e^-x) = e^(x + log(1 - e^-x)), which overflows where it must.</summary>
    public static Expression ExponentialMinusOne(this Expression x)
    {
        var lower = (-x.Magnitude()).Of(new Operators.Elu());
        var upper = (x + (-lower).Logarithm()).Exponential();
        return (x < 0f).Choose(lower, upper);
    }
}
