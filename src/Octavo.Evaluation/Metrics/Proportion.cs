using Octavo.Evaluation;

namespace Octavo;

/// <summary>Successes out of trials, with intervals for the share behind them.</summary>
/// <param name="Successes">At most <paramref name="Trials"/>.</param>
/// <param name="Trials">At least 1.</param>
public readonly record struct Proportion(long Successes, long Trials)
{
    public double Value => (double)Successes / Trials;

    /// <summary>Wilson's score interval, the one that Octavo prints. Source: Wilson, JASA 22 (1927).</summary>
    public Interval Wilson(double confidence = 0.95)
    {
        var z = SpecialFunctions.NormalQuantile((1 + confidence) / 2);
        var denominator = 1 + (z * z / Trials);
        var centre = (Value + (z * z / (2.0 * Trials))) / denominator;
        var half = z / denominator * Math.Sqrt((Value * (1 - Value) / Trials) + (z * z / (4.0 * Trials * Trials)));
        return new Interval(Successes == 0 ? 0 : centre - half, Successes == Trials ? 1 : centre + half);
    }

    /// <summary>The exact interval by quantiles of the beta distribution. Source: Clopper and Pearson, Biometrika 26 (1934).</summary>
    public Interval ClopperPearson(double confidence = 0.95)
    {
        var tail = (1 - confidence) / 2;
        return new Interval(
            Successes == 0 ? 0 : SpecialFunctions.BetaQuantile(tail, Successes, Trials - Successes + 1),
            Successes == Trials ? 1 : SpecialFunctions.BetaQuantile(1 - tail, Successes + 1, Trials - Successes));
    }

    /// <summary>Cut at 0 and 1. Source: Agresti and Coull, The American Statistician 52 (1998).</summary>
    public Interval AgrestiCoull(double confidence = 0.95)
    {
        var z = SpecialFunctions.NormalQuantile((1 + confidence) / 2);
        var trials = Trials + (z * z);
        var share = (Successes + (z * z / 2)) / trials;
        var half = z * Math.Sqrt(share * (1 - share) / trials);
        return Clip(share - half, share + half);
    }

    /// <summary>The normal approximation, cut at 0 and 1; it is a point at no or all successes.</summary>
    public Interval Normal(double confidence = 0.95)
    {
        var half = SpecialFunctions.NormalQuantile((1 + confidence) / 2) * Math.Sqrt(Value * (1 - Value) / Trials);
        return Clip(Value - half, Value + half);
    }

    /// <summary>Quantiles of Beta(successes + 1/2, failures + 1/2), at the ends too.</summary>
    public Interval Jeffreys(double confidence = 0.95)
    {
        var tail = (1 - confidence) / 2;
        return new Interval(
            SpecialFunctions.BetaQuantile(tail, Successes + 0.5, Trials - Successes + 0.5),
            SpecialFunctions.BetaQuantile(1 - tail, Successes + 0.5, Trials - Successes + 0.5));
    }

    private static Interval Clip(double low, double high) => new(Math.Max(0, low), Math.Min(1, high));
}
