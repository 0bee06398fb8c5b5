namespace Octavo.Passes;

/// <summary>What is asked of a loop, in this order.</summary>
internal enum RecurrenceStage
{
    /// <summary>Whether it counts the steps of a sequence.</summary>
    Counting,

    /// <summary>Whether it reads a sequence at the counter.</summary>
    Reading,

    /// <summary>Whether its states are those of a cell that is known.</summary>
    Cell,

    /// <summary>Whether states start from zeros.</summary>
    InitialState,

    /// <summary>Whether everything that is used behind it is an output of such cells.</summary>
    Outputs,
}
