using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Judges one output against a recorded one.</summary>
internal static class ReplayTolerances
{
    private const double HybridModelDecibels = 30;
    private const double FloatLimit = 2e-5;
    private const double HalfLimit = 1.0 / 512;

    /// <returns>Null where the output is near enough, the reason otherwise; and the largest difference.</returns>
    public static (string? Reason, double Difference) Judge(this ReplayTolerance tolerance, Tensor got, Tensor want)
    {
        if (got.Shape != want.Shape || got.ElementType != want.ElementType)
        {
            return ($"expected {want}, computed {got}", double.PositiveInfinity);
        }

        if (got.ElementType == ElementType.String)
        {
            var equal = got.Strings.Zip(want.Strings).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span));
            return equal ? (null, 0) : ("strings differ", double.PositiveInfinity);
        }

        if (tolerance == ReplayTolerance.ConvertedOperator && IsReal(got.ElementType))
        {
            return JudgeFloats(tolerance, TensorValues.ToDouble(got), TensorValues.ToDouble(want),
                got.ElementType == ElementType.Float16 ? HalfLimit : FloatLimit);
        }

        if (got.ElementType != ElementType.Float32)
        {
            var equal = got.Bytes.Span.SequenceEqual(want.Bytes.Span) || EqualReals(got, want);
            return equal ? (null, 0) : ("elements differ", TensorComparison.Of(got, want).LargestDifference);
        }

        return JudgeFloats(tolerance, TensorValues.ToDouble(got), TensorValues.ToDouble(want), FloatLimit);
    }

    private static bool IsReal(ElementType type) => type.IsFloatingPoint() || type is ElementType.Complex64 or ElementType.Complex128;

    private static bool EqualReals(Tensor got, Tensor want)
    {
        if (!got.ElementType.IsFloatingPoint())
        {
            return false;
        }

        var left = TensorValues.ToDouble(got);
        var right = TensorValues.ToDouble(want);
        return left.Zip(right).All(pair => pair.First.Equals(pair.Second));
    }

    private static (string? Reason, double Difference) JudgeFloats(ReplayTolerance tolerance,
        ReadOnlySpan<double> got, ReadOnlySpan<double> want, double relative)
    {
        var largest = 0.0;
        foreach (var value in want)
        {
            largest = double.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        var worst = 0.0;
        var at = -1;
        var beyond = false;
        double signal = 0;
        double noise = 0;
        for (var index = 0; index < got.Length; index++)
        {
            if (got[index].Equals(want[index]) || IsSaturated(tolerance, got[index], want[index]))
            {
                signal += double.IsFinite(want[index]) ? want[index] * want[index] : 0;
                continue;
            }

            var difference = Math.Abs(got[index] - want[index]);
            difference = double.IsNaN(difference) ? double.PositiveInfinity : difference;
            signal += want[index] * want[index];
            noise += difference * difference;
            beyond |= IsBeyond(tolerance, difference, largest, want[index], relative);
            if (difference > worst || at < 0)
            {
                worst = difference;
                at = index;
            }
        }

        if (tolerance == ReplayTolerance.HybridModel)
        {
            var decibels = 10 * Math.Log10(signal / noise);
            return noise == 0 || decibels >= HybridModelDecibels ? (null, worst)
                : ($"{decibels:F1} dB of signal to noise, at least {HybridModelDecibels} asked for", worst);
        }

        return beyond ? ($"element {at}: expected {want[at]:R}, computed {got[at]:R}", worst) : (null, worst);
    }

    private static bool IsSaturated(ReplayTolerance tolerance, double got, double want) =>
        tolerance == ReplayTolerance.ConvertedOperator && double.IsInfinity(want) && got.Equals(want > 0 ? float.MaxValue : float.MinValue);

    /// <summary>
    /// A sum in another order may overflow elsewhere, so only converted operations must give the infinities and NaNs that are recorded.
    /// </summary>
    private static bool IsBeyond(ReplayTolerance tolerance, double difference, double largest, double want, double relative) =>
        difference > Limit(tolerance, largest, want, relative)
        || (tolerance == ReplayTolerance.ConvertedOperator && !double.IsFinite(want));

    private static double Limit(ReplayTolerance tolerance, double largest, double want, double relative) => tolerance switch
    {
        ReplayTolerance.Exact => 0,
        ReplayTolerance.FloatOperator or ReplayTolerance.ConvertedOperator => (relative * largest) + (relative * Math.Abs(want)) + 1e-7,
        ReplayTolerance.HybridOperator => (2e-2 * largest) + 1e-7,
        _ => 2e-4 * largest,
    };
}
