namespace Octavo.Quantization;

/// <summary>What a user may change about a recipe without writing one.</summary>
public sealed record WeightQuantizationOptions
{
    /// <summary>One scale for each tensor, also where one for each channel is possible.</summary>
    public bool PerTensor { get; init; }

    /// <summary>Constants with fewer elements stay float; null: as the recipe says, 1024 in the built-in ones. Never applied to float16.</summary>
    public int? MinWeightElements { get; init; }

    /// <summary>Only constants with a name, or read by a node with a name, that one of these patterns matches; all where empty. <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of names that stay float; they win over <see cref="Include"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
