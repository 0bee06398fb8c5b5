using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Judges one output against a recorded one.</summary>
public static class ReplayTolerances
{
    private const double HybridModelDecibels = 30;

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

        if (got.ElementType != ElementType.Float32)
        {
            var equal = got.Bytes.Span.SequenceEqual(want.Bytes.Span) || EqualReals(got, want);
            return equal ? (null, 0) : ("elements differ", TensorComparison.Of(got, want).LargestDifference);
        }

        return JudgeFloats(tolerance, got.Values<float>(), want.Values<float>());
    }

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

    private static (string? Reason, double Difference) JudgeFloats(ReplayTolerance tolerance, ReadOnlySpan<float> got, ReadOnlySpan<float> want)
    {
        var largest = 0.0;
        foreach (var value in want)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs((double)value)) : largest;
        }

        var worst = 0.0;
        var at = -1;
        var beyond = false;
        double signal = 0;
        double noise = 0;
        for (var index = 0; index < got.Length; index++)
        {
            if (BitConverter.SingleToInt32Bits(got[index]) == BitConverter.SingleToInt32Bits(want[index]) || (float.IsNaN(got[index]) && float.IsNaN(want[index])))
            {
                signal += float.IsFinite(want[index]) ? (double)want[index] * want[index] : 0;
                continue;
            }

            var difference = Math.Abs((double)got[index] - want[index]);
            difference = double.IsNaN(difference) ? double.PositiveInfinity : difference;
            signal += (double)want[index] * want[index];
            noise += difference * difference;
            beyond |= difference > Limit(tolerance, largest, want[index]);
            if (difference > worst || at < 0)
            {
                worst = difference;
                at = index;
            }
        }

        if (tolerance == ReplayTolerance.HybridModel)
        {
            var decibels = 10 * Math.Log10(signal / noise);
            return noise == 0 || decibels >= HybridModelDecibels ? (null, worst) : ($"{decibels:F1} dB of signal to noise, at least {HybridModelDecibels} asked for", worst);
        }

        return beyond ? ($"element {at}: expected {want[at]:R}, computed {got[at]:R}", worst) : (null, worst);
    }

    private static double Limit(ReplayTolerance tolerance, double largest, double want) => tolerance switch
    {
        ReplayTolerance.Exact => 0,
        ReplayTolerance.FloatOperator => (2e-5 * largest) + (2e-5 * Math.Abs(want)) + 1e-7,
        ReplayTolerance.HybridOperator => (2e-2 * largest) + 1e-7,
        _ => 2e-4 * largest,
    };
}
