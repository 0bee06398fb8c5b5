using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Convolution of volumes; filters lie alike in TensorFlow and TFLite.</summary>
internal sealed class Conv3DImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Conv3D"];

    public void Import(ImportContext context)
    {
        var type = context.Input(0).ElementType;
        var layout = ImageLayout.Of(context, 3);
        var padding = WindowPadding.Of(context, layout);
        var volume = padding.Apply(context, layout.ToChannelsLast(context, context.InputAsFloat(0)));
        var strides = layout.Spatial(context, "strides");
        var dilations = layout.Spatial(context, "dilations");
        var result = context.Emit(
            new Conv3D(padding.Padding, strides[0], strides[1], strides[2], dilations[0], dilations[1], dilations[2]), volume,
            context.InputAsFloat(1));
        context.SetFloatOutput(0, layout.FromChannelsLast(context, result), type);
    }
}
