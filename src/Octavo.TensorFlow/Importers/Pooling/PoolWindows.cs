using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>What the pools of images have in common: layout, window, strides and padding.</summary>
/// <param name="Layout">Where the channels lie.</param>
/// <param name="Padding">How windows treat the edges.</param>
/// <param name="Size">Height and width of the window.</param>
/// <param name="Strides">Its steps.</param>
internal sealed record PoolWindows(ImageLayout Layout, WindowPadding Padding, int[] Size, int[] Strides)
{
    public static PoolWindows Of(ImportContext context, int spatialAxes = 2)
    {
        var layout = ImageLayout.Of(context, spatialAxes);
        return new PoolWindows(layout, WindowPadding.Of(context, layout), layout.Spatial(context, "ksize"),
            layout.Spatial(context, "strides"));
    }

    /// <summary>The largest of each window; paddings never win.</summary>
    public Value Maximum(ImportContext context, Value input)
    {
        var isByte = input.ElementType is ElementType.Int8 or ElementType.UInt8;
        var image = Layout.ToChannelsLast(context, isByte ? context.Cast(input, ElementType.Float32) : context.AsFloat(input));
        var padded = Padding.Apply(context, image, context.Scalar(float.NegativeInfinity));
        var result = context.Emit(new MaxPool2D(Padding.Padding, Strides[0], Strides[1], Size[0], Size[1]), padded);
        return context.Cast(Layout.FromChannelsLast(context, result), input.ElementType);
    }

    /// <summary>The mean of what each window covers of the input; paddings do not count.</summary>
    public Value Average(ImportContext context, Value input)
    {
        var image = Layout.ToChannelsLast(context, context.AsFloat(input));
        var result = context.Emit(new AveragePool2D(Padding.Padding, Strides[0], Strides[1], Size[0], Size[1]), image);
        return context.Cast(Layout.FromChannelsLast(context, result), input.ElementType);
    }
}
