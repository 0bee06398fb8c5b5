namespace Octavo.Quantization;

/// <summary>One rule: an algorithm for the constants that nodes of an operator read.</summary>
/// <param name="Operator">The operator's name, or <c>*</c> for all.</param>
/// <param name="Scope">A regular expression; the rule applies where it matches somewhere in the node's or the constant's name.</param>
internal sealed record RecipeRule(RuleAlgorithm Algorithm, string Operator = "*", string Scope = "")
{
    public const int DefaultMinWeightElements = 1024;

    /// <summary>The name of the solver for weights that a DEQUANTIZE reads, or that are looked up.</summary>
    public string Solver { get; init; } = "symmetric-int8";

    /// <summary>The name of the solver for weights that a hybrid kernel computes with.</summary>
    public string HybridSolver { get; init; } = "symmetric-int8";

    /// <summary>One scale for each tensor, also where one for each channel is possible.</summary>
    public bool PerTensor { get; init; }

    /// <summary>Constants with fewer elements stay float.</summary>
    public int MinWeightElements { get; init; } = DefaultMinWeightElements;

    /// <summary>Whether hybrid kernels quantize activations with a zero point, where the operator's file form says so.</summary>
    public bool AsymmetricInputs { get; init; } = true;

    /// <summary>Whether input weights that have one scale and a few large elements are split in two and their inputs scaled, so that the others keep their precision.</summary>
    public bool SplitsInputWeights { get; init; }
}
