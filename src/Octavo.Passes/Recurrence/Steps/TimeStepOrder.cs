namespace Octavo.Passes;

/// <summary>The place in a sequence that the steps of a loop read or write one after the other.</summary>
internal enum TimeStepOrder
{
    /// <summary>Step t at place t.</summary>
    Forward,

    /// <summary>Step t of n at place n - 1 - t.</summary>
    Backward,
}
