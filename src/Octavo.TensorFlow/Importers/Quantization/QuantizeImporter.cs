using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The codes of reals in a known range, and that range as it was adjusted; the modes are those of <see cref="DequantizeImporter"/>.
/// </summary>
internal sealed class QuantizeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["QuantizeV2"];

    public void Import(ImportContext context)
    {
        var type = context.Attributes.ElementType("T");
        var range = Adjusted(QuantizedRange.Of(context, type, 1), context.Attributes.Float("ensure_minimum_range"));
        var x = new Expression(context, context.InFloat(context.Input(0)));
        var isNarrow = context.Attributes.Boolean("narrow_range");
        var codes = context.Attributes.Text("mode") switch
        {
            "SCALED" =>
                Rounded(context, x * (1f / range.SymmetricStep(isNarrow))).AtLeast(isNarrow ? range.Lowest + 1 : range.Lowest)
                .AtMost(range.Highest),
            "MIN_FIRST" => First(x, range),
            _ when range.Lowest == 0 =>
                ((x.AtMost(range.Maximum).AtLeast(range.Minimum) - range.Minimum) * (1f / range.Step) + 0.5f).Of(new Floor()),
            _ => AwayFromZero((x.AtMost(range.Maximum).AtLeast(range.Minimum) - range.Minimum) * (1f / range.Step) + range.Lowest),
        };
        if (context.Attributes.Text("mode") == "SCALED")
        {
            var step = range.SymmetricStep(isNarrow);
            range = range with { Minimum = step * (isNarrow ? range.Lowest + 1 : range.Lowest), Maximum = step * range.Highest };
        }

        context.SetOutput(0, context.Cast(codes.Value, type));
        context.SetOutput(1, context.Scalar(range.Minimum));
        context.SetOutput(2, context.Scalar(range.Maximum));
    }

    /// <summary>With 0 in it, and no narrower than a share of its ends.</summary>
    private static QuantizedRange Adjusted(QuantizedRange range, float share)
    {
        var minimum = Math.Min(0f, range.Minimum);
        var narrowest = Math.Max(1f, Math.Max(Math.Abs(range.Minimum), Math.Abs(range.Maximum))) * share;
        return range with { Minimum = minimum, Maximum = Math.Max(0f, Math.Max(range.Maximum, minimum + narrowest)) };
    }

    private static Expression First(Expression x, QuantizedRange range)
    {
        var perUnit = 1f / range.Step;
        var offset = range.Lowest - MathF.Round(range.Minimum * perUnit, MidpointRounding.AwayFromZero);
        return (AwayFromZero(x * perUnit) + offset).AtLeast(range.Lowest).AtMost(range.Highest);
    }

    private static Expression Rounded(ImportContext context, Expression x) =>
        context.Attributes.Text("round_mode") == "HALF_TO_EVEN" ? x.Of(new Round()) : AwayFromZero(x);

    private static Expression AwayFromZero(Expression x) => (x.Magnitude() + 0.5f).Of(new Floor()).SignedAs(x);
}
