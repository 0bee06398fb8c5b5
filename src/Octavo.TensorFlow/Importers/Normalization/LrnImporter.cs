using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// x (bias + alpha s)^-beta, s the sum of squares of the channels up to <c>depth_radius</c> away. TFLite's LOCAL_RESPONSE_NORMALIZATION
/// leaves out the last of these channels, so that it is another function; here the sum is that of a pool along the channels.
/// </summary>
internal sealed class LrnImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["LRN"];

    public void Import(ImportContext context)
    {
        var input = context.InputAsFloat(0);
        var radius = checked((int)Math.Clamp(context.Attributes.Integer("depth_radius"), 0, 1 << 20));
        var channels = context.RequireRank(0)[-1];
        if (channels == Shape.UnknownSize)
        {
            throw context.Unsupported("the number of channels is not known", "Fix the shapes of the inputs (--input-shape).");
        }

        radius = Math.Min(radius, channels);
        var means = Means(context, context.Emit(new Square(), input), channels, radius);
        var scaled = context.Emit(new Mul(), means, context.Scalar(context.Attributes.Float("alpha") * ((2 * radius) + 1)));
        var result = Divided(context, input, context.Emit(new Add(), scaled, context.Scalar(context.Attributes.Float("bias"))),
            context.Attributes.Float("beta"));
        context.SetFloatOutput(0, result, context.Input(0).ElementType);
    }

    /// <summary>The mean of 2 radius + 1 channels around each, zeros beyond the first and last.</summary>
    private static Value Means(ImportContext context, Value squares, int channels, int radius)
    {
        var paddings = Tensor.From(new Shape(4, 2), 0, 0, 0, 0, 0, 0, radius, radius);
        var rows = context.Reshape(context.Emit(new Pad(), squares, context.Constant(paddings)), 1, -1, channels + (2 * radius), 1);
        var means = context.Emit(new AveragePool2D(Padding.Valid, 1, 1, 1, (2 * radius) + 1), rows);
        return context.ReshapeTo(means, context.SizesOf(squares));
    }

    private static Value Divided(ImportContext context, Value input, Value divisor, float beta) => beta switch
    {
        1 => context.Emit(new Div(), input, divisor),
        0.5f => context.Emit(new Mul(), input, context.Emit(new Rsqrt(), divisor)),
        _ => context.Emit(new Mul(), input, context.Emit(new Pow(), divisor, context.Scalar(-beta))),
    };
}
