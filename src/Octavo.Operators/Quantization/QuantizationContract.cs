using System.Collections.Immutable;

namespace Octavo.Operators;

/// <summary>What quantization may do to the operands of an operator. Weight quantization reads <see cref="Weights"/>.</summary>
internal sealed record QuantizationContract
{
    /// <summary>The inputs that are weights: constants that 8-bit storage is made for.</summary>
    public ImmutableArray<WeightOperand> Weights { get; init; } = [];

    /// <summary>The inputs that are biases: float where activations are, whatever the weights are.</summary>
    public ImmutableArray<int> Biases { get; init; } = [];

    /// <summary>Whether one weight that must stay float keeps all of them float (LSTM).</summary>
    public bool AllOrNothing { get; init; }
}
