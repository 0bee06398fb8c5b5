namespace Octavo.Operators;

/// <summary>
/// What a layer over a sequence does at steps that a mask leaves out: its states stay as they are. Only at run time; operators of .tflite
/// files have no masks.
/// </summary>
internal enum MaskedSteps
{
    /// <summary>There is no mask.</summary>
    None,

    /// <summary>The output is the hidden state, as it stayed.</summary>
    RepeatOutput,

    /// <summary>The output is zeros.</summary>
    ZeroOutput,
}
