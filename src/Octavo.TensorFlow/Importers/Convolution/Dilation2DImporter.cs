using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Greyscale dilation: the largest sum of pixel and filter element in each window, as a chain of maxima over the taps.</summary>
internal sealed class Dilation2DImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Dilation2D"];

    public void Import(ImportContext context)
    {
        var layout = ImageLayout.Of(context);
        var filter = context.InputAsFloat(1);
        if (!context.RequireRank(filter).IsKnown)
        {
            throw context.Unsupported("the size of the filter is not known", "Make the filter a constant.");
        }

        int[] size = [filter.Shape[0], filter.Shape[1]];
        var taps = new WindowTaps(
            context, context.InputAsFloat(0), WindowPadding.Of(context, layout), size, layout.Spatial(context, "strides"),
            layout.Spatial(context, "rates"),
            context.Scalar(float.NegativeInfinity));
        var rows = context.Reshape(filter, size[0] * size[1], filter.Shape[2]);
        var result = taps.All()
            .Select((tap, index) => context.Emit(new Add(), tap, Row(context, rows, index)))
            .Aggregate((largest, sum) => context.Emit(new Maximum(), largest, sum));
        context.SetFloatOutput(0, result, context.Input(0).ElementType);
    }

    private static Value Row(ImportContext context, Value rows, int index) => context.Emit(
        new StridedSlice(BeginMask: 0b10, EndMask: 0b10, ShrinkAxisMask: 0b01), rows, context.Integers(index, 0),
        context.Integers(index + 1, 0), context.Integers(1, 1));
}
