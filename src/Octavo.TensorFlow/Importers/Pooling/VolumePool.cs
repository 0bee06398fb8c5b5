using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// Pools of volumes by two pools of images: over height and width with [batch * depth, height, width, channels], then over depth with
/// [batch, depth, height * width, channels]. Exact for maxima; means of means of equally many elements are the means.
/// </summary>
internal static class VolumePool
{
    /// <param name="make">Makes the pool of images from strides and window size.</param>
    public static Value Apply(ImportContext context, PoolWindows windows, Func<int, int, int, int, Operator> make)
    {
        var (size, strides) = (windows.Size, windows.Strides);
        var input = context.Input(0);
        var volume = windows.Layout.ToChannelsLast(context, context.AsFloat(input));
        var sizes = context.SizesOf(volume);
        var planes = context.ReshapeTo(volume, context.Join(context.Integers(-1), context.Part(sizes, 2, 5)));
        var pooled = context.Emit(make(strides[1], strides[2], size[1], size[2]), planes);
        var columns = context.ReshapeTo(pooled, context.Join(context.Part(sizes, 0, 2), context.Integers(-1), context.Part(sizes, 4, 5)));
        var deep = context.Emit(make(strides[0], 1, size[0], 1), columns);
        var result = context.ReshapeTo(
            deep, context.Join(context.Part(context.SizesOf(deep), 0, 2), context.Part(context.SizesOf(pooled), 1, 3),
                context.Part(sizes, 4, 5)));
        return context.Cast(windows.Layout.FromChannelsLast(context, result), input.ElementType);
    }
}
