using Octavo.Operators;

namespace Octavo.TensorFlow;

internal sealed class ResizeNearestNeighborImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ResizeNearestNeighbor"];

    public void Import(ImportContext context) => context.SetOutput(0, context.EmitMoved(
        new ResizeNearestNeighbor(context.Attributes.Boolean("align_corners"), context.Attributes.Boolean("half_pixel_centers")),
        context.Input(0), context.AsInt32(context.Input(1))));
}
