namespace Octavo.Quantization;

/// <summary>The recipes that have a name.</summary>
internal static class BuiltInRecipes
{
    /// <summary>TensorFlow's default since 2021.</summary>
    public static Recipe DynamicRangeInt8 { get; } = new("dynamic-range-int8", [new RecipeRule(RuleAlgorithm.DynamicRange) { SplitsInputWeights = true }]);

    /// <summary>The file of December 2018.</summary>
    public static Recipe DynamicRangeUInt8 { get; } = new(
        "dynamic-range-uint8",
        [
            new RecipeRule(RuleAlgorithm.DynamicRange)
            {
                Solver = "asymmetric-uint8-float32", HybridSolver = WeightSolvers.SignedBytesTypedUInt8, PerTensor = true, AsymmetricInputs = false,
            },
        ]);

    public static Recipe Float16Weights { get; } = new("float16-weights", [new RecipeRule(RuleAlgorithm.Float16) { Solver = "float16", MinWeightElements = 0 }]);

    public static Recipe WeightOnlyInt8 { get; } = new("weight-only-int8", [new RecipeRule(RuleAlgorithm.WeightOnly)]);

    /// <summary>The file of summer 2018.</summary>
    public static Recipe WeightOnlyUInt8 { get; } = new("weight-only-uint8", [new RecipeRule(RuleAlgorithm.WeightOnly) { Solver = "asymmetric-uint8", PerTensor = true }]);

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<Recipe> All { get; } = [DynamicRangeInt8, DynamicRangeUInt8, Float16Weights, WeightOnlyInt8, WeightOnlyUInt8];
}
