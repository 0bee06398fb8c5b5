using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// A tensor seen as [outer, channels, inner]: elements of one channel share a scale. A tensor with a single scale is [1, 1, count].
/// </summary>
internal readonly record struct ChannelLayout(int Outer, int Channels, int Inner)
{
    /// <param name="channelAxis">From 0 to the rank; null for a single scale.</param>
    public static ChannelLayout Of(Shape shape, int? channelAxis) => channelAxis is not { } axis
        ? new ChannelLayout(1, 1, checked((int)shape.ElementCount))
        : new ChannelLayout(checked((int)shape.ElementCountBetween(0, axis)), shape[axis],
            checked((int)shape.ElementCountBetween(axis + 1, shape.Rank)));
}
