using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Convolution of images; a filter with fewer input channels than the image makes groups, here as there.</summary>
internal sealed class Conv2DImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Conv2D"];

    public void Import(ImportContext context)
    {
        var type = context.Input(0).ElementType;
        var layout = ImageLayout.Of(context);
        var padding = WindowPadding.Of(context, layout);
        var image = padding.Apply(context, layout.ToChannelsLast(context, context.InputAsFloat(0)));
        var filter = context.Transpose(context.InputAsFloat(1), 3, 0, 1, 2);
        var strides = layout.Spatial(context, "strides");
        var dilations = layout.Spatial(context, "dilations");
        var result = context.Emit(new Conv2D(padding.Padding, strides[0], strides[1], dilations[0], dilations[1]), image, filter);
        context.SetFloatOutput(0, layout.FromChannelsLast(context, result), type);
    }
}
