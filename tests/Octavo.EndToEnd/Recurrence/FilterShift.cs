namespace Octavo.EndToEnd;

/// <summary>How filters over time take in a new value.</summary>
public enum FilterShift
{
    /// <summary>The oldest value is cut off, then the new one is joined.</summary>
    CutThenJoin,

    /// <summary>The new one is joined, then the oldest is cut off.</summary>
    JoinThenCut,

    /// <summary>As well, and the oldest of all is not remembered.</summary>
    ShortMemory,

    /// <summary>The new one goes to the front: no SVDF.</summary>
    ToTheFront,
}
