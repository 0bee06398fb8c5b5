namespace Octavo.EndToEnd;

/// <summary>What is done with the features before they are remembered.</summary>
public enum FilterFeature
{
    Nothing,

    /// <summary>A bias is added: no SVDF.</summary>
    Bias,

    /// <summary>They are rectified: no SVDF.</summary>
    Rectified,
}
