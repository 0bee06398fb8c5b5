using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Picks boxes that no better box overlaps. TFLite's operators give as many positions as there may be at most, zeros behind the last; what
/// TensorFlow gives without padding is their front.
/// </summary>
internal sealed class NonMaxSuppressionImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
        ["NonMaxSuppression", "NonMaxSuppressionV2", "NonMaxSuppressionV3", "NonMaxSuppressionV4", "NonMaxSuppressionV5"];

    public void Import(ImportContext context)
    {
        var isSoft = context.Node.Operation == "NonMaxSuppressionV5";
        var version = context.Node.Operation[^1];
        var overlap = Overlap(context,
            version is >= '2' and <= '5' ? context.InputAsFloat(3) : context.Scalar(context.Attributes.Float("iou_threshold")));
        var leastScore = version is >= '3' and <= '5' ? context.InputAsFloat(4) : context.Scalar(float.MinValue);
        Value[] inputs = [context.InputAsFloat(0), context.InputAsFloat(1), context.AsInt32(context.Input(2)), overlap, leastScore];
        var results = isSoft
            ? context.EmitMany(new NonMaxSuppressionV5(), 3, ElementType.Int32, [.. inputs, context.InputAsFloat(5)])
            : context.EmitMany(new NonMaxSuppressionV4(), 2, ElementType.Int32, inputs);
        var isPadded = version is '4' or '5' && context.Attributes.Boolean("pad_to_max_output_size");
        context.SetOutput(0, isPadded ? results[0] : Front(context, results[0], results[^1]));
        if (isSoft)
        {
            context.SetFloatOutput(1, isPadded ? results[1] : Front(context, results[1], results[^1]), context.Input(1).ElementType);
        }

        if (version is '4' or '5')
        {
            context.SetOutput(isSoft ? 2 : 1, results[^1]);
        }
    }

    private static Value Front(ImportContext context, Value all, Value count) =>
        context.Emit(new Slice(), all, context.Integers(0), context.Reshape(count, 1));

    /// <summary>
    /// TensorFlow drops boxes whose overlap is above the bound, LiteRT those that reach it: the next float up means the same.
    /// </summary>
    private static Value Overlap(ImportContext context, Value bound)
    {
        if (bound.Constant is not { ElementCount: 1, ElementType: ElementType.Float32 } constant)
        {
            return bound;
        }

        var value = constant.Evaluate().Values<float>()[0];
        return value is >= 0 and < 1
            ? context.Scalar(MathF.BitIncrement(value))
            : throw context.Unsupported($"a bound of {value} for overlaps", "Use a bound of at least 0 and below 1.");
    }
}
