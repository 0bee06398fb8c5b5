using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Reals rounded to multiples of a step, with 0 as code 0. The step is the smallest with which both ends of the range have codes; the range
/// is given, or that of the data, for the whole tensor or for each index of one axis.
/// </summary>
internal sealed class QuantizeAndDequantizeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["QuantizeAndDequantizeV2", "QuantizeAndDequantizeV3", "QuantizeAndDequantizeV4"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var bits = context.Node.Operation == "QuantizeAndDequantizeV3" ? context.RequireInteger(3, "the number of bits")
            : context.Integer("num_bits");
        if (bits is < 2 or > 24)
        {
            throw context.Unsupported($"a quantization to {bits} bits", "Use 2 to 24 bits.");
        }

        var isSigned = context.Attributes.Boolean("signed_input");
        var highest = isSigned ? (1 << (bits - 1)) - 1f : (1 << bits) - 1f;
        var lowest = !isSigned ? 0f : context.Attributes.Boolean("narrow_range") ? -highest : -highest - 1f;
        var x = new Expression(context, context.InFloat(data));
        var isGiven = context.Attributes.Boolean("range_given");
        var axis = context.Integer("axis");
        var minimum = isGiven ? Given(context, 1, axis) : OfData(context, x, new ReduceMin(axis >= 0), axis);
        var maximum = isGiven ? Given(context, 2, axis) : OfData(context, x, new ReduceMax(axis >= 0), axis);
        context.SetOutput(0, context.Cast(Rounded(context, x, minimum, maximum, lowest, highest).Value, data.ElementType));
    }

    private static Expression Rounded(ImportContext context, Expression x, Expression minimum, Expression maximum, float lowest,
        float highest)
    {
        // Codes per unit that the lower and the upper end allow; an end on the other side of 0 allows any.
        var lower = lowest == 0f ? minimum.Number(float.MaxValue) : (minimum < 0f).Choose(lowest / minimum, minimum.Number(float.MaxValue));
        var upper = (maximum > 0f).Choose(highest / maximum, maximum.Number(float.MaxValue));
        var isLower = lower < upper;
        var scale = isLower.Choose(lower, upper);
        var step =
            lowest == 0f ? maximum * (1f / highest) : isLower.Choose(minimum / minimum.Number(lowest), maximum / maximum.Number(highest));
        if (context.Attributes.Boolean("range_given"))
        {
            var bottom = isLower.Choose(minimum, step * lowest);
            var top = isLower.Choose(step * highest, maximum);
            x = bottom.AtLeast(top.With(new Minimum(), x));
        }

        var codes = x * scale;
        var isHalfUp = context.Node.Operation != "QuantizeAndDequantizeV3" && context.Attributes.Text("round_mode") == "HALF_UP";
        return (isHalfUp ? (codes + 0.5f).Of(new Floor()) : codes.Of(new Round())) * step;
    }

    private static Expression Given(ImportContext context, int input, int axis)
    {
        var bound = context.InFloat(context.Input(input));
        if (axis < 0)
        {
            return new Expression(context, bound);
        }

        var shape = context.RequireRank(0);
        var sizes = new int[shape.Rank];
        Array.Fill(sizes, 1);
        sizes[context.RequireAxis(shape, axis)] = -1;
        return new Expression(context, context.Reshape(bound, sizes));
    }

    private static Expression OfData(ImportContext context, Expression x, Operator reduction, int axis)
    {
        if (axis < 0)
        {
            return new Expression(context, context.Emit(reduction, context.Reshape(x.Value, -1), context.Integers(0)));
        }

        var others = Enumerable.Range(0, context.RequireRank(0).Rank).Where(other => other != axis);
        return new Expression(context, context.Emit(reduction, x.Value, context.Integers([.. others])));
    }
}
