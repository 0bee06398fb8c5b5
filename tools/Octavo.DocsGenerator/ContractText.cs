using System.Globalization;
using Octavo.Operators;

namespace Octavo.DocsGenerator;

/// <summary>A quantization contract in words.</summary>
internal static class ContractText
{
    public static string Activations(QuantizationContract contract) =>
        contract.Activations.Length == 0
            ? "float alone" : string.Join(", ", contract.Activations.Select(type => type.ToString().ToLowerInvariant()));

    /// <summary>Each operand with its place; neighbours of which the same is said stand together.</summary>
    public static string Operands(QuantizationContract contract, OperandSide side)
    {
        var operands = side switch
        {
            OperandSide.Input => contract.Inputs,
            OperandSide.Output => contract.Outputs,
            _ => contract.Intermediates,
        };
        var texts = operands.Select(operand => Operand(operand, contract)).ToList();
        var parts = new List<string>();
        for (var first = 0; first < texts.Count;)
        {
            var end = first + texts.Skip(first).TakeWhile(text => text == texts[first]).Count();
            var isOpen = contract.OpenEnd == side && end == texts.Count;
            var places = isOpen ? $"{first} and on" : end - first == 1 ? $"{first}" : $"{first} to {end - 1}";
            parts.Add($"{places}: {texts[first]}");
            first = end;
        }

        return string.Join("; ", parts);
    }

    private static string Operand(OperandContract operand, QuantizationContract contract) => string.Join(
        ", ",
        new[]
        {
            Words.Of($"{operand.Role}"),
            operand.Type is { } type && contract.Activations.Length != 0 ? $"{type.ToString().ToLowerInvariant()} beside integers" : null,
            operand.Bits is { } bits ? $"{bits} bits of it" : null,
            operand.IsSymmetric ? "zero point 0" : null,
            operand.HasPowerOfTwoScale ? "a power of two as scale" : null,
            operand.SameScaleAs is { } place ? $"scale of {Place(place)}" : null,
            operand.FixedScale is { } scale ? Fixed(scale, contract) : null,
            operand.ScaleProducts.Length == 0 ? null : $"scale {string.Join(" or ", operand.ScaleProducts.Select(Product))}",
            operand.Weight is { } weight ? Weight(weight) : null,
        }.OfType<string>());

    private static string Weight(WeightForm weight) => string.Join(
        ", ",
        new[]
        {
            Form(weight.Hybrid),
            weight.ChannelAxis is { } axis ? $"axis {axis}" : null,
            weight.BlockAxis is { } blocks ? $"blocks along axis {blocks} down to {weight.LeastBlockBits} bits" : null,
            weight.LeastBits < 8 ? $"down to {weight.LeastBits} bits" : null,
            weight.TakesUInt8 ? "also typed uint8" : null,
        }.OfType<string>());

    private static string Fixed(FixedScale scale, QuantizationContract contract) => string.Join(", ", contract.Activations
        .Select(type => (Type: type, Fixed: scale.Of(type)))
        .Where(entry => entry.Fixed is not null)
        .Select(entry => $"{entry.Type.ToString().ToLowerInvariant()} 1/{1 / entry.Fixed!.Scale} zero point {entry.Fixed.ZeroPoint}"));

    private static string Product(ScaleProduct product) => string.Join(
        " x ",
        product.Factors.Select(Place)
            .Concat(product.Constant == 1 ? [] : [$"1/{(1 / product.Constant).ToString(CultureInfo.InvariantCulture)}"]));

    private static string Place(OperandPlace place) => $"{place.Side.ToString().ToLowerInvariant()} {place.Index}";

    private static string Form(HybridForm form) => form switch
    {
        HybridForm.None => "dequantized in front",
        HybridForm.PerChannelOnly => "hybrid per channel",
        HybridForm.PerTensorOrPerChannel => "hybrid per tensor or channel",
        HybridForm.PerTensorOnly => "hybrid per tensor",
        HybridForm.DequantizeBehind => "picked, dequantized behind",
        HybridForm.Lookup => "picked and dequantized",
        _ => Words.Of($"{form}"),
    };
}
