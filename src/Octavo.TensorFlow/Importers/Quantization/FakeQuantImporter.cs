using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Reals rounded to what a quantized tensor of a range can hold: FAKE_QUANT for one known range, elementary operators for a range for each
/// channel (the last axis) and for ranges that the model computes.
/// </summary>
internal sealed class FakeQuantImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
        ["FakeQuantWithMinMaxArgs", "FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxVarsPerChannel"];

    public void Import(ImportContext context)
    {
        var bits = context.Integer("num_bits");
        var isNarrow = context.Attributes.Boolean("narrow_range");
        if (bits is < 2 or > 16)
        {
            throw context.Unsupported($"a quantization to {bits} bits", "Use 2 to 16 bits.");
        }

        if (context.Node.Operation == "FakeQuantWithMinMaxArgs")
        {
            Become(context, context.Attributes.Float("min"), context.Attributes.Float("max"), bits, isNarrow);
        }
        else if (context.Known(1) is { } minimum && context.Known(2) is { } maximum && minimum.Shape.ElementCount == 1)
        {
            Become(context, context.Elements<float>(minimum, "the least value")[0],
                context.Elements<float>(maximum, "the greatest value")[0], bits, isNarrow);
        }
        else
        {
            var range = (new Expression(context, context.Input(1)), new Expression(context, context.Input(2)));
            context.SetOutput(0, Rounded(new Expression(context, context.Input(0)), range, isNarrow ? 1f : 0f, (1 << bits) - 1f).Value);
        }
    }

    private static void Become(ImportContext context, float minimum, float maximum, int bits, bool isNarrow)
    {
        if (!(minimum < maximum))
        {
            throw context.Unsupported($"an empty range, {minimum} to {maximum}", "Train or calibrate the range.");
        }

        context.SetOutput(0, context.Emit(new FakeQuant(minimum, maximum, bits, isNarrow), context.Input(0)));
    }

    /// <summary>
    /// The range is moved so that 0 is one of the codes from lowest to highest.
    /// Source: Jacob et al., Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference, section 3.1.
    /// </summary>
    private static Expression Rounded(Expression x, (Expression Minimum, Expression Maximum) range, float lowest, float highest)
    {
        var width = range.Maximum - range.Minimum;
        var scale = width / width.Number(highest - lowest);
        var zeroPoint = NearestWhole(lowest - (range.Minimum / scale)).AtLeast(lowest).AtMost(highest);
        var minimum = (lowest - zeroPoint) * scale;
        var maximum = (highest - zeroPoint) * scale;
        var clamped = minimum.AtLeast(maximum.With(new Minimum(), x));
        var steps = (clamped - minimum) * (1f / scale);
        return (NearestWhole(steps) * scale) + minimum;
    }

    /// <summary>Ties up, which is away from zero for what is not negative.</summary>
    private static Expression NearestWhole(Expression x) => (x + 0.5f).Of(new Floor());
}
