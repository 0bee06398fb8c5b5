namespace Octavo.Quantization;

/// <summary>One rule: an algorithm with its configuration for the constants that nodes of an operator read.</summary>
/// <param name="Operator">The operator's name, or <c>*</c> for all.</param>
/// <param name="Scope">A regular expression; the rule applies where it matches somewhere in the node's or the constant's name.</param>
internal sealed record RecipeRule(IQuantizationAlgorithm Algorithm, string Operator = "*", string Scope = "")
{
    public AlgorithmConfiguration Configuration { get; init; } = Algorithm.Types[0].Configuration;

    /// <summary>Whether the rule before it says it as well, as one of its keys.</summary>
    public bool IsImplied { get; init; }
}
