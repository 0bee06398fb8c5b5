namespace Octavo.Quantization;

/// <summary>One way to quantize, or to prepare for it, which rules of recipes apply to a part of a model.</summary>
internal interface IQuantizationAlgorithm
{
    /// <summary>The name in recipes and plans.</summary>
    string Name { get; }

    /// <summary>What a rule starts from, by the type that it names; the first where it names none.</summary>
    IReadOnlyList<(string Type, AlgorithmConfiguration Configuration)> Types { get; }

    /// <summary>Takes from a rule of a recipe file what it changes about the configuration; other keys are refused.</summary>
    AlgorithmConfiguration Read(RecipeKeys keys, AlgorithmConfiguration start);
}
