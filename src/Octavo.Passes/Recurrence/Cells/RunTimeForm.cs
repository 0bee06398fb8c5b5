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

    /// <summary>The layer in this form: the operator of files where that does all of it.</summary>
    /// <param name="isJoined">Whether its weights multiply input and state side by side.</param>
    public Operator Of(UnidirectionalSequenceRnn layer, bool isJoined) =>
        IsOfFiles(isJoined) ? layer : new RunTimeSequenceRnn(layer, GivesLastStates, Masked, isJoined);

    /// <inheritdoc cref="Of(UnidirectionalSequenceRnn, bool)"/>
    public Operator Of(UnidirectionalSequenceLstm layer, bool isJoined) =>
        IsOfFiles(isJoined) ? layer : new RunTimeSequenceLstm(layer, GivesLastStates, Masked, isJoined);

    private bool IsOfFiles(bool isJoined) => !GivesLastStates && Masked == MaskedSteps.None && !isJoined;
}
