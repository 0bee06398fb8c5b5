using Octavo.Evaluation;

namespace Octavo;

/// <summary>
/// McNemar's test of two classifiers on the same samples: only those where exactly one is right tell them apart. Two-sided. Source:
/// McNemar, Psychometrika 12 (1947); the correction in its form (|b - c| - 1)^2 / (b + c); mid-p after Fagerland, Lydersen and Laake
/// (2013).
/// </summary>
public readonly record struct McNemarTest(long BothRight, long OnlyFirstRight, long OnlySecondRight, long BothWrong)
{
    public long Samples => BothRight + OnlyFirstRight + OnlySecondRight + BothWrong;

    public long Discordant => OnlyFirstRight + OnlySecondRight;

    /// <summary>Share of the first minus share of the second.</summary>
    public double Difference => (double)(OnlyFirstRight - OnlySecondRight) / Samples;

    /// <summary>Share of samples on which both are right or both are wrong.</summary>
    public double Agreement => (double)(BothRight + BothWrong) / Samples;

    /// <summary>The exact binomial test, the one that Octavo prints; 1 without discordant samples.</summary>
    public double ExactP => Discordant == 0 ? 1 : Math.Min(1, 2 * SpecialFunctions.BinomialHalfCumulative(Fewer, Discordant));

    /// <summary>The exact test with half the weight on the observed outcome; 1 minus that half where both counts are equal.</summary>
    public double MidP =>
        Discordant == 0 ? 1
        : OnlyFirstRight == OnlySecondRight ? 1 - (SpecialFunctions.BinomialHalf(Fewer, Discordant) / 2)
        : (2 * SpecialFunctions.BinomialHalfCumulative(Fewer, Discordant)) - SpecialFunctions.BinomialHalf(Fewer, Discordant);

    /// <summary>NaN without discordant samples, as all that follow.</summary>
    public double ChiSquare => Square(OnlyFirstRight - OnlySecondRight) / Discordant;

    public double ChiSquareP => SpecialFunctions.ChiSquareTail(ChiSquare);

    public double CorrectedChiSquare => Square(Math.Abs(OnlyFirstRight - OnlySecondRight) - 1) / Discordant;

    public double CorrectedChiSquareP => SpecialFunctions.ChiSquareTail(CorrectedChiSquare);

    private long Fewer => Math.Min(OnlyFirstRight, OnlySecondRight);

    private static double Square(double value) => value * value;
}
