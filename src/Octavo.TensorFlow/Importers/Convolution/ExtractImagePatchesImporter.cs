using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The pixels of each window as the channels of one pixel: the taps, joined.</summary>
internal sealed class ExtractImagePatchesImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ExtractImagePatches"];

    public void Import(ImportContext context)
    {
        var layout = ImageLayout.Of(context);
        var taps = new WindowTaps(
            context, context.Input(0), WindowPadding.Of(context, layout), layout.Spatial(context, "ksizes"),
            layout.Spatial(context, "strides"),
            layout.Spatial(context, "rates"));
        context.SetOutput(0, context.EmitMoved(new Concatenation(3), taps.All()));
    }
}
