using static Octavo.Quantization.QuantizationAlgorithms;

namespace Octavo.Quantization;

/// <summary>The recipes that have a name.</summary>
internal static class BuiltInRecipes
{
    /// <summary>TensorFlow's default since 2021, which splits no weights.</summary>
    public static Recipe DynamicRangeInt8 { get; } = new(
        "dynamic-range-int8", [new RecipeRule(DynamicRange), new RecipeRule(SplitInputWeights) { IsImplied = true }]);

    /// <summary>The file of December 2018.</summary>
    public static Recipe DynamicRangeUInt8 { get; } = new("dynamic-range-uint8", [OfType(DynamicRange, "uint8")]);

    public static Recipe Float16Weights { get; } = new("float16-weights", [new RecipeRule(Float16)]);

    public static Recipe WeightOnlyInt8 { get; } = new("weight-only-int8", [new RecipeRule(WeightOnly)]);

    /// <summary>The file of summer 2018.</summary>
    public static Recipe WeightOnlyUInt8 { get; } = new("weight-only-uint8", [OfType(WeightOnly, "uint8")]);

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<Recipe> All { get; } =
        [DynamicRangeInt8, DynamicRangeUInt8, Float16Weights, WeightOnlyInt8, WeightOnlyUInt8];

    private static RecipeRule OfType(IQuantizationAlgorithm algorithm, string type) =>
        new(algorithm) { Configuration = algorithm.Types.First(known => known.Type == type).Configuration };
}
