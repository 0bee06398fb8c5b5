using Octavo.Evaluation;

namespace Octavo.Cli;

/// <summary>
/// How much lower than the baseline's a model's top-1 may be. The drop is a count of samples over all samples, divided once; it is missed
/// where that is larger than the limit, and met where they are equal.
/// </summary>
/// <param name="MaximumDrop">A share, from 0 to 1.</param>
/// <param name="Test">The model against the baseline.</param>
internal sealed record AccuracyGate(double MaximumDrop, McNemarTest Test)
{
    public double Drop => (double)(Test.OnlySecondRight - Test.OnlyFirstRight) / Test.Samples;

    public bool IsMissed => Drop > MaximumDrop;

    public double MissedBy => IsMissed ? Drop - MaximumDrop : 0;

    public string Describe() =>
        $"the gate is missed: top-1 is {100 * Drop:0.######} points below the baseline's ({Test.OnlySecondRight - Test.OnlyFirstRight} of "
        + $"{Test.Samples} samples), and --max-drop allows {100 * MaximumDrop:0.######}: {100 * MissedBy:0.######} too much.";
}
