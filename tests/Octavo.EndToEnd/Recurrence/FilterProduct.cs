namespace Octavo.EndToEnd;

/// <summary>What sums over time.</summary>
public enum FilterProduct
{
    MultiplyAndSum,

    Einsum,

    /// <summary>DepthwiseConv2dNative.</summary>
    Convolution,

    /// <summary>MultiplyAndSum over all moments but the oldest: no SVDF.</summary>
    Partial,
}
