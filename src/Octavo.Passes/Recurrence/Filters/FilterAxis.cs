namespace Octavo.Passes;

/// <summary>What an axis of more than one position counts while filters over time are recognized.</summary>
internal enum FilterAxis
{
    /// <summary>Nothing: the axis has one position.</summary>
    None,

    /// <summary>Items of the batch.</summary>
    Batch,

    /// <summary>Moments that are remembered, the newest last.</summary>
    Time,

    /// <summary>Filters, or units where those of a rank were summed.</summary>
    Filter,

    /// <summary>The filters of one unit.</summary>
    Rank,
}
