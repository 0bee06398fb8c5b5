using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Boxes of images, each resized to the same size: pixels are gathered from the images, lying flat, by computed places. Everything but the
/// size of the crops may depend on the model's inputs.
/// </summary>
internal sealed class CropAndResizeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["CropAndResize"];

    public void Import(ImportContext context)
    {
        var image = context.Cast(context.Input(0), ElementType.Float32);
        var size = context.RequireIntegers(3, "the size of the crops");
        if (context.RequireRank(image).Rank != 4 || size.Length != 2 || size[0] < 1 || size[1] < 1)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "images or size of the crops are not valid", context.Where,
                "[batch, height, width, channels] and two sizes", $"{image}");
        }

        var isNearest = context.Attributes.Text("method") == "nearest";
        var rows = CropPlaces.Along(context, image, 1, size[0], isNearest);
        var columns = CropPlaces.Along(context, image, 2, size[1], isNearest);
        var pixels = context.ReshapeTo(image, context.Join(context.Integers(-1), context.Part(context.SizesOf(image), 3, 4)));
        var result = Pixels(context, image, pixels, rows.Low, columns.Low);
        if (!isNearest)
        {
            var top = Between(context, result, Pixels(context, image, pixels, rows.Low, columns.High), columns.Fraction);
            var bottom = Between(
                context, Pixels(context, image, pixels, rows.High, columns.Low), Pixels(context, image, pixels, rows.High, columns.High),
                columns.Fraction);
            result = Between(context, top, bottom, rows.Fraction);
        }

        var isInside = context.EmitTyped(new LogicalAnd(), ElementType.Boolean, rows.IsInside, columns.IsInside);
        context.SetOutput(0,
            context.Emit(new SelectV2(), isInside, result, context.Scalar(context.Attributes.Float("extrapolation_value"))));
    }

    /// <summary>
    /// Pixels at rows [boxes, crop height, 1, 1] and columns [boxes, 1, crop width, 1] of each box's image: [boxes, crop height, crop
    /// width, channels].
    /// </summary>
    private static Value Pixels(ImportContext context, Value image, Value pixels, Value rows, Value columns)
    {
        var images = context.Reshape(context.AsInt32(context.Input(2)), -1, 1, 1, 1);
        var allRows = context.Emit(new Add(), context.Emit(new Mul(), images, context.SizeOf(image, 1)), rows);
        var index = context.Emit(new Add(), context.Emit(new Mul(), allRows, context.SizeOf(image, 2)), columns);
        return context.Emit(new Gather(), pixels, context.Emit(new Squeeze(new ValueList<int>(3)), index));
    }

    private static Value Between(ImportContext context, Value low, Value high, Value fraction) =>
        context.Emit(new Add(), low, context.Emit(new Mul(), context.Emit(new Sub(), high, low), fraction));
}
