using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The gradient of a convolution with respect to its image, which Keras calls a transposed convolution. The output's shape is an input, and
/// may be computed. Explicit paddings are cut off a larger result; dilated filters get zeros between their elements.
/// </summary>
internal sealed class Conv2DBackpropInputImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Conv2DBackpropInput"];

    public void Import(ImportContext context)
    {
        var layout = ImageLayout.Of(context);
        var padding = WindowPadding.Of(context, layout);
        var strides = layout.Spatial(context, "strides");
        var filter = Dilated(context, context.InputAsFloat(1), layout.Spatial(context, "dilations"));
        var gradient = layout.ToChannelsLast(context, context.InputAsFloat(2));
        var sizes = OutputSizes(context, layout, filter, gradient);
        var channels = filter.Shape.HasRank ? filter.Shape[2] : Shape.UnknownSize;
        if (PartialIntegers.Of(sizes) is [_, _, _, { } outputChannels] && channels != Shape.UnknownSize && channels != outputChannels)
        {
            throw context.Unsupported($"groups: the output has {outputChannels} channels, the filter {channels}",
                "Use one transposed convolution a group, and join them.");
        }

        var padded = padding.IsExplicit
            ? context.Emit(new Add(), sizes,
                context.Integers([0, .. padding.Before.Zip(padding.After, (before, after) => before + after), 0])) : sizes;
        var result = context.Emit(
            new TransposeConv(padding.Padding, strides[0], strides[1]), padded, context.Transpose(filter, 2, 0, 1, 3), gradient);
        if (padding.IsExplicit)
        {
            result = context.Emit(new Slice(), result, context.Integers([0, .. padding.Before, 0]), sizes);
        }

        context.SetFloatOutput(0, layout.FromChannelsLast(context, result), context.Input(2).ElementType);
    }

    /// <summary>The output's sizes [batch, height, width, channels]; newer graphs give height and width alone.</summary>
    private static Value OutputSizes(ImportContext context, ImageLayout layout, Value filter, Value gradient)
    {
        var given = context.AsInt32(context.Input(0));
        if (given.Shape is { IsKnown: true, Rank: 1 } && given.Shape[0] == layout.SpatialAxes)
        {
            return context.Join(context.Part(context.SizesOf(gradient), 0, 1), given, context.Part(context.SizesOf(filter), 2, 3));
        }

        return layout.ChannelsFirst ? context.Join(context.Part(given, 0, 1), context.Part(given, 2, 4), context.Part(given, 1, 2)) : given;
    }

    /// <summary>A filter [height, width, ...] with dilation - 1 zeros between its elements.</summary>
    private static Value Dilated(ImportContext context, Value filter, int[] dilations)
    {
        if (dilations is [1, 1])
        {
            return filter;
        }

        if (!filter.Shape.IsKnown)
        {
            throw context.Unsupported("a dilated filter whose size is not known", "Make the filter a constant.");
        }

        var (height, width, output, input) = (filter.Shape[0], filter.Shape[1], filter.Shape[2], filter.Shape[3]);
        var apart = context.Reshape(filter, height, 1, width, output * input);
        var paddings = Tensor.From(new Shape(4, 2), 0, 0, 0, dilations[0] - 1, 0, 0, 0, 0);
        var rows =
            context.Reshape(context.Emit(new Pad(), apart, context.Constant(paddings)), height * dilations[0], width, 1, output * input);
        paddings = Tensor.From(new Shape(4, 2), 0, 0, 0, 0, 0, dilations[1] - 1, 0, 0);
        var full = context.Reshape(context.Emit(new Pad(), rows, context.Constant(paddings)), height * dilations[0], width * dilations[1],
            output, input);
        return context.Emit(
            new Slice(), full, context.Integers(0, 0, 0, 0),
            context.Integers(((height - 1) * dilations[0]) + 1, ((width - 1) * dilations[1]) + 1, output, input));
    }
}
