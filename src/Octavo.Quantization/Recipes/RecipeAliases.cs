using System.Collections.Frozen;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>What other tools call the recipes.</summary>
internal static class RecipeAliases
{
    /// <summary>Other name -> name. Case does not count.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["DEFAULT"] = "dynamic-range-int8",
        ["OPTIMIZE_FOR_LATENCY"] = "dynamic-range-int8",
        ["OPTIMIZE_FOR_SIZE"] = "dynamic-range-int8",
        ["dynamic_legacy_wi8_afp32"] = "dynamic-range-int8",
        ["dynamic_range"] = "dynamic-range-int8",
        ["dynamic_wi8_afp32"] = "dynamic-range-int8",
        ["dynamic_wi8c_afp32"] = "dynamic-range-int8",
        ["float16"] = "float16-weights",
        ["post_training_quantize"] = "dynamic-range-int8",
        ["quantize_to_float16"] = "float16-weights",
        ["quantize_weights"] = "dynamic-range-int8",
        ["weight_only_wi8_afp32"] = "weight-only-int8",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Recipes that have names but that this version cannot do, with what comes nearest.</summary>
    private static readonly FrozenDictionary<string, string> Unavailable = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["QUANTIZED_UINT8"] = "dynamic-range-uint8",
        ["dynamic-range-int4"] = "dynamic-range-int8",
        ["dynamic_wi4_afp32"] = "dynamic-range-int8",
        ["full-integer-int8"] = "dynamic-range-int8",
        ["full-integer-uint8"] = "dynamic-range-uint8",
        ["int16-activations-int8-weights"] = "dynamic-range-int8",
        ["static_wi8_ai16"] = "dynamic-range-int8",
        ["static_wi8_ai8"] = "dynamic-range-int8",
        ["weight-only-int4"] = "weight-only-int8",
        ["weight_only_wi4_afp32"] = "weight-only-int8",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sorted.</summary>
    internal static IEnumerable<string> NotOfferedNames => Unavailable.Keys.Order(StringComparer.Ordinal);

    /// <summary>The error for a recipe that is known but not offered; null for other names.</summary>
    internal static OctavoException? NotOffered(string name) => Unavailable.TryGetValue(name, out var nearest)
        ? new OctavoException(ErrorKind.UnsupportedFeature, $"The recipe '{name}' is not offered by this version.",
            hint: $"What comes nearest is '{nearest}'.")
        : null;
}
