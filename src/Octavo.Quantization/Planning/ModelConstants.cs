using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>The constants of a subgraph in the order that plans number them.</summary>
internal static class ModelConstants
{
    public static IReadOnlyList<Value> Of(Graph graph) =>
        [.. graph.Values().Where(value => value is { IsConstant: true, IsVariable: false })];

    /// <summary>How the model is quantized already, in words.</summary>
    public static string Describe(Model model)
    {
        var values = model.Subgraphs.SelectMany(graph => graph.Values()).ToList();
        if (values.Any(IsQuantizedActivation))
        {
            return "integers: its activations are quantized already";
        }

        var constants = values.Where(value => value.IsConstant).ToList();
        if (constants.Count(IsQuantized) is > 0 and var quantized)
        {
            return $"float with {quantized} quantized constants (dynamic range or weight-only)";
        }

        return constants.Count(value => value.ElementType is ElementType.Float16 or ElementType.BFloat16) is > 0 and var halves
            ? $"float with {halves} 16-bit constants" : "float";
    }

    public static bool IsQuantized(Value value) =>
        value.ElementType.IsInteger() && (value.Quantization is not null || value.QuantizationDetail is not null);

    /// <summary>Codes that were only picked from a table don't count.</summary>
    private static bool IsQuantizedActivation(Value value) =>
        !value.IsConstant && IsQuantized(value) && !value.Uses.All(use => use.Node.Operator is Dequantize);
}
