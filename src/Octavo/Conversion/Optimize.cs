namespace Octavo;

/// <summary>
/// What <c>tf.lite.Optimize</c> offered. Every member means the same today: 8-bit weights by the recipe <c>dynamic-range-int8</c>.
/// </summary>
public enum Optimize
{
    /// <summary><c>tf.lite.Optimize.DEFAULT</c>.</summary>
    Default,

    /// <summary><c>tf.lite.Optimize.OPTIMIZE_FOR_SIZE</c>.</summary>
    ForSize,

    /// <summary><c>tf.lite.Optimize.OPTIMIZE_FOR_LATENCY</c>.</summary>
    ForLatency,
}
