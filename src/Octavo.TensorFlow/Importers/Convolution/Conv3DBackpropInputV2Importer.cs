using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The gradient of a convolution with respect to its volume: Keras calls it a transposed convolution. Filters lie alike in TensorFlow and
/// TFLite.
/// </summary>
internal sealed class Conv3DBackpropInputV2Importer : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Conv3DBackpropInputV2"];

    public void Import(ImportContext context)
    {
        var type = context.Input(2).ElementType;
        var layout = ImageLayout.Of(context, 3);
        var padding = WindowPadding.Of(context, layout);
        var strides = layout.Spatial(context, "strides");
        var dilations = layout.Spatial(context, "dilations");
        var given = context.AsInt32(context.Input(0));
        var sizes =
            layout.ChannelsFirst ? context.Join(context.Part(given, 0, 1), context.Part(given, 2, 5), context.Part(given, 1, 2)) : given;
        var filter = context.InputAsFloat(1);
        var channels = filter.Shape.HasRank ? filter.Shape[3] : Shape.UnknownSize;
        if (PartialIntegers.Of(sizes) is [_, _, _, _, { } outputChannels] && channels != Shape.UnknownSize && channels != outputChannels)
        {
            throw context.Unsupported($"groups: the output has {outputChannels} channels, the filter {channels}",
                "Use one transposed convolution a group, and join them.");
        }

        var result = context.Emit(
            new Conv3DTranspose(padding.Padding, strides[0], strides[1], strides[2], dilations[0], dilations[1], dilations[2]), sizes,
            filter,
            layout.ToChannelsLast(context, context.InputAsFloat(2)));
        context.SetFloatOutput(0, layout.FromChannelsLast(context, result), type);
    }
}
