using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The reals that codes of a known range stand for. MIN_COMBINED spreads the range over the codes, MIN_FIRST moves it so that 0 has a code,
/// SCALED has 0 at code 0.
/// </summary>
internal sealed class DequantizeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Dequantize"];

    public void Import(ImportContext context)
    {
        var codes = context.Input(0);
        var range = QuantizedRange.Of(context, codes.ElementType, 1);
        var real = new Expression(context, context.Cast(codes, ElementType.Float32));
        var step = range.Step;
        var result = context.Attributes.Text("mode") switch
        {
            "SCALED" => real * range.SymmetricStep(context.Attributes.Boolean("narrow_range")),
            "MIN_FIRST" => ((real - range.Lowest) * step) + (MathF.Round(range.Minimum / step, MidpointRounding.AwayFromZero) * step),
            _ => ((real - range.Lowest) * step) + range.Minimum,
        };
        context.SetOutput(0, context.Cast(result.Value, context.Attributes.ElementType("dtype")));
    }
}
