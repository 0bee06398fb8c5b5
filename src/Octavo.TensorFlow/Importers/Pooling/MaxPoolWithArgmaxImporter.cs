using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// A pool that also says where the largest elements were, as indices into the flat image: the index of the winning tap, moved by the place
/// of its window.
/// </summary>
internal sealed class MaxPoolWithArgmaxImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MaxPoolWithArgmax"];

    public void Import(ImportContext context)
    {
        var windows = PoolWindows.Of(context);
        context.SetOutput(0, windows.Maximum(context, context.Input(0)));
        var index = Index(context, windows);
        context.SetOutput(1, context.Cast(index, context.Attributes.ElementType("Targmax")));
    }

    private static Value Index(ImportContext context, PoolWindows windows)
    {
        var image = context.InputAsFloat(0);
        var shape = context.RequireRank(image);
        if (shape[1] < 0 || shape[2] < 0 || shape[3] < 0 || shape.ElementCountBetween(shape[0] < 0 ? 1 : 0, 4) > int.MaxValue)
        {
            throw context.Unsupported("indices into an image whose size is not known, or not below 2^31",
                "Fix the shapes of the inputs (--input-shape).");
        }

        var (width, channels) = (shape[2], shape[3]);
        var taps =
            new WindowTaps(context, image, windows.Padding, windows.Size, windows.Strides, [1, 1], context.Scalar(float.NegativeInfinity));
        Value[] all = [.. taps.All()];
        var winner = context.EmitTyped(
            new ArgMax(), ElementType.Int32, context.Emit(new Pack(0, all.Length), all), context.Constant(Tensor.Scalar(0)));
        var offsets = Enumerable.Range(0, all.Length).Select(tap => ((tap / windows.Size[1] * width) + (tap % windows.Size[1])) * channels);
        var index = context.Emit(new Gather(), context.Integers([.. offsets]), winner);
        index = context.Emit(new Add(), index, Starts(context, all[0].Shape[1], windows.Strides[0], taps.Before[0], width * channels, 1));
        var columns = Starts(context, all[0].Shape[2], windows.Strides[1], taps.Before[1], channels, 2);
        var withinRow = context.Emit(new Add(), columns, Starts(context, channels, 1, 0, 1, 3));
        index = context.Emit(new Add(), index, withinRow);
        return context.Attributes.Boolean("include_batch_in_index") ? context.Emit(new Add(), index, BatchStarts(context, image)) : index;
    }

    /// <summary>
    /// Where windows begin along an axis of the image, times the elements of one step; along the same axis of the result.
    /// </summary>
    private static Value Starts(ImportContext context, int count, int stride, int before, int step, int axis)
    {
        int[] sizes = [1, 1, 1, 1];
        sizes[axis] = ListedElements.Require(context, count, "places of windows");
        return context.Constant(
            Tensor.From(new Shape(sizes), Enumerable.Range(0, count).Select(window => ((window * stride) - before) * step).ToArray()));
    }

    private static Value BatchStarts(ImportContext context, Value image)
    {
        var images = context.Reshape(context.CountTo(context.SizeOf(image, 0)), -1, 1, 1, 1);
        return context.Emit(new Mul(), images, context.Integers((int)image.Shape.ElementCountBetween(1, 4)));
    }
}
