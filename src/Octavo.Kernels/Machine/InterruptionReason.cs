namespace Octavo.Kernels;

/// <summary>Why a run is to end early.</summary>
internal enum InterruptionReason
{
    None,

    /// <summary>Who started it wants it no longer.</summary>
    Cancelled,

    /// <summary>It took longer than it may.</summary>
    TimeLimit,

    /// <summary>What it runs on is to be freed.</summary>
    Disposed,
}
