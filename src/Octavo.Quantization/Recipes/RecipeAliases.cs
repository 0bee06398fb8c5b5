using System.Collections.Frozen;

namespace Octavo.Quantization;

/// <summary>What other tools call the recipes.</summary>
public static class RecipeAliases
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
}
