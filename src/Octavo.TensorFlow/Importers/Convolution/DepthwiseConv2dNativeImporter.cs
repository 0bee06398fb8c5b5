using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Convolution of each channel on its own. TensorFlow's filter [height, width, inputChannels, multiplier] has the elements of TFLite's in
/// the same order.
/// </summary>
internal sealed class DepthwiseConv2dNativeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["DepthwiseConv2dNative"];

    public void Import(ImportContext context)
    {
        var type = context.Input(0).ElementType;
        var layout = ImageLayout.Of(context);
        var padding = WindowPadding.Of(context, layout);
        var image = padding.Apply(context, layout.ToChannelsLast(context, context.InputAsFloat(0)));
        var filter = context.InputAsFloat(1);
        var sizes = FilterSizes(context, filter, image.Shape);
        var strides = layout.Spatial(context, "strides");
        var dilations = layout.Spatial(context, "dilations");
        var result = context.Emit(
            new DepthwiseConv2D(padding.Padding, strides[0], strides[1], dilations[0], dilations[1], sizes[3]), image,
            context.Reshape(filter, 1, sizes[0], sizes[1], sizes[2] * sizes[3]));
        context.SetFloatOutput(0, layout.FromChannelsLast(context, result), type);
    }

    /// <summary>The filter's sizes; input channels that it doesn't say are the image's.</summary>
    private static int[] FilterSizes(ImportContext context, Value filter, Shape image)
    {
        var sizes = context.RequireRank(filter).ToArray();
        if (sizes.Length == 4 && sizes[2] == Shape.UnknownSize && image.HasRank)
        {
            sizes[2] = image[3];
        }

        return sizes.Length == 4 && !sizes.Contains(Shape.UnknownSize)
            ? sizes
            : throw context.Unsupported("the size of the filter is not known",
                "Make the filter a constant, or fix the shapes of the inputs (--input-shape).");
    }
}
