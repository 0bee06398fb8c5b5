namespace Octavo.Passes;

/// <summary>What recurrence may become.</summary>
internal enum RecurrenceTarget
{
    /// <summary>
    /// Operators of .tflite files, whose states are variables: they hold zeros until the first run, and whenever they are reset.
    /// </summary>
    File,

    /// <summary>Any operator that Octavo runs, with the states that the graph gives each run.</summary>
    RunTime,
}
