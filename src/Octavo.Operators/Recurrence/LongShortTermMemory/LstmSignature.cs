using System.Collections.Frozen;

namespace Octavo.Operators;

/// <summary>What files may have as operands of LSTMs: lists of old files end earlier, or are those of another form.</summary>
internal static class LstmSignature
{
    private const int FullForm = 20;

    /// <summary>
    /// In the full form: the input, weights of forget gate, cell and output gate (of inputs and of states), their biases, the two states.
    /// </summary>
    private static readonly FrozenSet<int> GateInputs = FrozenSet.Create(0, 2, 3, 4, 6, 7, 8, 13, 14, 15, 18, 19);

    public static OperatorSignature OneDirection(int version) => new OperatorSignature(version)
        .ListIn("operand", 24, TypeSet.Weights | TypeSet.Biases, (input, count) => count < FullForm || GateInputs.Contains(input))
        .Out("outputs", TypeSet.Activations, most: 4);

    public static OperatorSignature BothDirections(int version) => new OperatorSignature(version)
        .ListIn("operand", 48, TypeSet.Weights | TypeSet.Biases,
            (input, _) => input < 35 ? GateInputs.Contains(input < 18 ? input : input - 17) : input < 39)
        .Out("outputs", TypeSet.Activations, most: OperatorSignature.Many);
}
