using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// What a batch normalization does to each channel: (x - mean) / sqrt(variance + epsilon) * scale + offset. All values float32 [channels].
/// </summary>
/// <param name="Scale">Null for none.</param>
internal sealed record ChannelStatistics(Value Mean, Value Variance, Value? Scale, Value Offset, float Epsilon)
{
    /// <summary>Constants up to this size are computed at once, since most passes look at them.</summary>
    private const long LargestComputedAtOnce = 65536;

    /// <summary>Multiplies and adds, with constants where the statistics are.</summary>
    /// <param name="input">[batch, ..., channels].</param>
    public Value Normalize(ImportContext context, Value input)
    {
        var isConstant = Mean.IsConstant && Variance.IsConstant && Offset.IsConstant && Scale is null or { IsConstant: true };
        var (factor, offset) = isConstant ? Constants(context) : Computed(context);
        return context.Emit(new Add(), context.Emit(new Mul(), input, factor), offset);
    }

    private (Value Factor, Value Offset) Computed(ImportContext context)
    {
        var inverse = context.Emit(new Rsqrt(), context.Emit(new Add(), Variance, context.Scalar(Epsilon)));
        var factor = Scale is null ? inverse : context.Emit(new Mul(), inverse, Scale);
        return (factor, context.Emit(new Sub(), Offset, context.Emit(new Mul(), Mean, factor)));
    }

    private (Value Factor, Value Offset) Constants(ImportContext context)
    {
        var (mean, variance, scale, offset) = (Mean.Constant!, Variance.Constant!, Scale?.Constant, Offset.Constant!);
        Check(context, mean, variance, offset, scale);
        return (
            Make(context, variance, "batch normalization's factor", () => Factors(variance, scale)),
            Make(context, offset, "batch normalization's offset", () => Offsets(mean, offset, Factors(variance, scale))));
    }

    private static void Check(ImportContext context, params Constant?[] statistics)
    {
        var shapes = statistics.OfType<Constant>().Select(statistic => statistic.Shape).Distinct().ToList();
        if (shapes.Count != 1 || shapes[0].Rank != 1)
        {
            throw new OctavoException(ErrorKind.Shape, "The statistics do not fit together.", context.Where, "one number a channel each",
                string.Join(", ", shapes));
        }
    }

    private static Value Make(ImportContext context, Constant from, string what, Func<float[]> compute)
    {
        var origin = from.Origin.Length == 0 ? what : $"{from.Origin}, {what}";
        var lazy = Constant.Lazy(ElementType.Float32, from.Shape, origin, () => Tensor.From(from.Shape, compute()), from);
        return context.Constant(lazy.SizeInBytes <= LargestComputedAtOnce ? Constant.From(lazy.Evaluate(), origin).Named(lazy.SourceNames)
            : lazy);
    }

    private float[] Factors(Constant variance, Constant? scale)
    {
        var scales = scale is null ? [] : scale.Evaluate().Values<float>();
        var factors = variance.Evaluate().Values<float>().ToArray();
        for (var channel = 0; channel < factors.Length; channel++)
        {
            var inverse = 1 / Math.Sqrt((double)factors[channel] + Epsilon);
            factors[channel] = (float)(scale is null ? inverse : inverse * scales[channel]);
        }

        return factors;
    }

    private static float[] Offsets(Constant mean, Constant offset, float[] factors)
    {
        var means = mean.Evaluate().Values<float>();
        var offsets = offset.Evaluate().Values<float>().ToArray();
        for (var channel = 0; channel < offsets.Length; channel++)
        {
            offsets[channel] = (float)(offsets[channel] - ((double)means[channel] * factors[channel]));
        }

        return offsets;
    }
}
