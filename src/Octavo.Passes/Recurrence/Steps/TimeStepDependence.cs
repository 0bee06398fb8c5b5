namespace Octavo.Passes;

/// <summary>What a value of a loop's body depends on; of several, the last stands.</summary>
internal enum TimeStepDependence
{
    /// <summary>Constants, and what the loop never changes: the same in all steps.</summary>
    Nothing,

    /// <summary>What the step reads of sequences, and outputs of recurrent layers, row by row: all steps can be computed at once.</summary>
    Step,

    /// <summary>Anything else, such as states.</summary>
    State,
}
