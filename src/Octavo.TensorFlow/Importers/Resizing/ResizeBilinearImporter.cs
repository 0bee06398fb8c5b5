using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The result is float32 for images of any type, as in TensorFlow.</summary>
internal sealed class ResizeBilinearImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ResizeBilinear"];

    public void Import(ImportContext context) => context.SetOutput(0, context.Emit(
        new ResizeBilinear(context.Attributes.Boolean("align_corners"), context.Attributes.Boolean("half_pixel_centers")),
        context.Cast(context.Input(0), ElementType.Float32), context.AsInt32(context.Input(1))));
}
