namespace Octavo.Quantization;

/// <summary>What a rule of a recipe does with the constants that it applies to.</summary>
internal enum RuleAlgorithm
{
    /// <summary>Leaves them as they are.</summary>
    KeepFloat,

    /// <summary>Weights in 8 bits that the operator itself computes with where it can, dequantized otherwise.</summary>
    DynamicRange,

    /// <summary>Weights in 8 bits that are dequantized for float operators.</summary>
    WeightOnly,

    /// <summary>Every float constant in 16 bits, dequantized for float operators.</summary>
    Float16,
}
