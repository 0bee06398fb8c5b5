namespace Octavo.EndToEnd;

/// <summary>How a graph runs cells that keep their states in variables.</summary>
public enum KeptStateForm
{
    /// <summary>A loop of TensorFlow 1.</summary>
    Frames,

    /// <summary>A loop of functions.</summary>
    Functions,

    /// <summary>Every step by itself.</summary>
    Unrolled,

    /// <summary>One step, of rows.</summary>
    Step,

    /// <summary>One step, of a sequence of one.</summary>
    ShortSequence,
}
