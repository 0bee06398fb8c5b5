using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>What operators over sequences do at run time alone.</summary>
/// <param name="GivesLastStates">Whether they give the last value of each state, besides the hidden state at every step.</param>
/// <param name="Masked">What happens at masked steps.</param>
/// <param name="Mask">Boolean, [time, batch] or [batch, time] as the sequence is; null for none.</param>
internal sealed record RunTimeForm(bool GivesLastStates, MaskedSteps Masked, Value? Mask)
{
    /// <summary>What operators of .tflite files do.</summary>
    public static RunTimeForm None { get; } = new(false, MaskedSteps.None, null);
}
