using Octavo.Tensors;

namespace Octavo;

/// <summary>What a user may change about a recipe without writing one.</summary>
public sealed record WeightQuantizationOptions
{
    /// <summary>One scale for each tensor, also where one for each channel is possible.</summary>
    public bool PerTensor { get; init; }

    /// <summary>
    /// Constants with fewer elements stay float; null: as the recipe says, 1024 in the built-in ones. Never applied to float16.
    /// </summary>
    public int? MinWeightElements { get; init; }

    /// <summary>
    /// Only constants with a name, or read by a node with a name, that one of these patterns matches; all where empty. <c>*</c> stands for
    /// any characters.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of names that stay float; they win over <see cref="Include"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// Whether constants stay float whose quantized form is only smaller as long as the tables that describe it are not counted.
    /// </summary>
    internal bool CountsTables { get; init; }

    /// <summary>Whether these are the options of somebody who has chosen none.</summary>
    public bool IsDefault => !PerTensor && MinWeightElements is null && Include.Count == 0 && Exclude.Count == 0;

    /// <summary>
    /// The same, but constants stay float whose quantized form, with all the tables that describe it, is no smaller: for files that would
    /// grow otherwise.
    /// </summary>
    public WeightQuantizationOptions WithTables() => this with { CountsTables = true };

    /// <exception cref="OctavoException">A value is out of range (kind Usage).</exception>
    internal void Validate()
    {
        if (MinWeightElements < 0)
        {
            throw new OctavoException(ErrorKind.Usage, "The least number of elements is negative.", "--min-weight-elements", "0 or more",
                $"{MinWeightElements}");
        }

        if (Include.Concat(Exclude).FirstOrDefault(string.IsNullOrWhiteSpace) is { } empty)
        {
            throw new OctavoException(ErrorKind.Usage, "A pattern of names is empty.", "--include, --exclude",
                "a name, in which * stands for any characters", $"'{empty}'");
        }
    }
}
