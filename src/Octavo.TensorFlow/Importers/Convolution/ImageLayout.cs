using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Where the channels of images or volumes lie, and lists that follow it: strides, window sizes, paddings.</summary>
/// <param name="ChannelsFirst">[batch, channels, height, width] rather than [batch, height, width, channels].</param>
/// <param name="SpatialAxes">2 for images, 3 for volumes.</param>
internal readonly record struct ImageLayout(bool ChannelsFirst, int SpatialAxes)
{
    /// <summary>The layout that the attribute <c>data_format</c> names; channels last where there is none.</summary>
    /// <exception cref="OctavoException">Unsupported: a layout with packed channels.</exception>
    public static ImageLayout Of(ImportContext context, int spatialAxes = 2)
    {
        var format = context.Attributes.TryText("data_format", out var given) ? given : "NHWC";
        return format switch
        {
            "NHWC" or "NDHWC" or "" => new ImageLayout(false, spatialAxes),
            "NCHW" or "NCDHW" => new ImageLayout(true, spatialAxes),
            _ => throw context.Unsupported($"data format {format} has no TFLite form", "Save the model with data_format NHWC."),
        };
    }

    /// <summary>The axis of the first of height and width, or of depth.</summary>
    public int FirstSpatialAxis => ChannelsFirst ? 2 : 1;

    public int ChannelAxis => ChannelsFirst ? 1 : SpatialAxes + 1;

    public Value ToChannelsLast(ImportContext context, Value value) =>
        ChannelsFirst ? Moved(context, value, SpatialAxes == 2 ? [0, 2, 3, 1] : [0, 2, 3, 4, 1]) : value;

    public Value FromChannelsLast(ImportContext context, Value value) =>
        ChannelsFirst ? Moved(context, value, SpatialAxes == 2 ? [0, 3, 1, 2] : [0, 4, 1, 2, 3]) : value;

    /// <summary>The elements for the spatial axes of a list that has one for each axis.</summary>
    /// <exception cref="OctavoException">
    /// The list is not that long, an element for batch or channels is not 1, or one is no size.
    /// </exception>
    public int[] Spatial(ImportContext context, string what, ImmutableArray<long> list)
    {
        if (list.Length != SpatialAxes + 2)
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"{what} has another length.", context.Where, $"{SpatialAxes + 2} elements",
                $"{list.Length}");
        }

        if (list[0] != 1 || list[ChannelAxis] != 1)
        {
            throw context.Unsupported($"{what} [{string.Join(',', list)}] spans batch or channels",
                "Only height, width and depth can have windows and strides.");
        }

        var sizes = new int[SpatialAxes];
        for (var axis = 0; axis < SpatialAxes; axis++)
        {
            sizes[axis] = list[FirstSpatialAxis + axis] is >= 1 and <= int.MaxValue and var size
                ? (int)size
                : throw new OctavoException(
                    ErrorKind.MalformedModel, $"{what} has an element that is no size.", context.Where, "1 or more",
                    $"{list[FirstSpatialAxis + axis]}");
        }

        return sizes;
    }

    /// <summary>The same for an attribute; ones where the operation has none of that name.</summary>
    public int[] Spatial(ImportContext context, string attribute) =>
        context.Attributes.Contains(attribute) && context.Attributes.Integers(attribute) is { Length: > 0 } list
            ? Spatial(context, attribute, list)
            : [.. Enumerable.Repeat(1, SpatialAxes)];

    private static Value Moved(ImportContext context, Value value, int[] permutation) =>
        context.EmitMoved(new Transpose(), value, context.Integers(permutation));
}
