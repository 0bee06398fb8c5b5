using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Cubic interpolation, axis by axis: each output position is the sum of four input positions times weights that the sizes decide. TFLite
/// has no operator for it; GATHER, MUL and ADD serve where the sizes are known.
/// </summary>
internal sealed class ResizeBicubicImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ResizeBicubic"];

    public void Import(ImportContext context)
    {
        var sizes = context.RequireIntegers(1, "the new size");
        var image = context.Cast(context.Input(0), ElementType.Float32);
        var shape = context.RequireRank(image);
        if (sizes.Length != 2 || shape.Rank != 4 || shape[1] < 1 || shape[2] < 1 || sizes[0] < 1 || sizes[1] < 1)
        {
            throw context.Unsupported("cubic interpolation of an image whose size is not known",
                "Fix the shapes of the inputs (--input-shape).");
        }

        ListedElements.Require(context, Math.Max(sizes[0], sizes[1]), "positions");
        var alignsCorners = context.Attributes.Boolean("align_corners");
        var halfPixelCenters = context.Attributes.Boolean("half_pixel_centers");
        var wide = Along(context, image, 2, new CubicWeights(shape[2], sizes[1], alignsCorners, halfPixelCenters));
        context.SetOutput(0, Along(context, wide, 1, new CubicWeights(shape[1], sizes[0], alignsCorners, halfPixelCenters)));
    }

    private static Value Along(ImportContext context, Value image, int axis, CubicWeights weights)
    {
        int[] sizes = [1, 1, 1, 1];
        sizes[axis] = weights.OutputSize;
        return Enumerable.Range(0, CubicWeights.Taps)
            .Select(tap => context.Emit(
                new Mul(), context.Emit(new Gather(axis), image, context.Integers(weights.Positions(tap))),
                context.Constant(Tensor.From(new Shape(sizes), weights.Weights(tap)))))
            .Aggregate((sum, product) => context.Emit(new Add(), sum, product));
    }
}
