using System.Collections.Immutable;
using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>
/// What weight quantization may do to operators that Octavo only carries along. Source: LiteRT tflite/converter/ir/tfl_ops.td, the dynamic range quantizable
/// operands; kernels/rnn.cc and others for the bytes typed UINT8 of 2018.
/// </summary>
internal static class OpaqueContracts
{
    private static readonly QuantizationContract None = new();

    /// <summary>LiteRT's hybrid kernel runs a time-major sequence once for each of its steps, with the state carried on.</summary>
    private static readonly QuantizationContract TimeMajorBidirectionalRnn = new()
    {
        Weights = [.. new[] { 1, 2, 5, 6, 10, 11 }.Select(input => new WeightOperand(input, null, HybridForm.None))],
        Biases = [3, 7],
    };

    private static readonly Dictionary<BuiltinOperator, QuantizationContract> Contracts = new()
    {
        [BuiltinOperator.BIDIRECTIONAL_SEQUENCE_RNN] = Recurrent([1, 2, 5, 6, 10, 11], [3, 7]),
        [BuiltinOperator.RNN] = Recurrent([1, 2], [3]),
        [BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_RNN] = Recurrent([1, 2], [3]),
    };

    public static QuantizationContract Of(OpaqueOperator @operator) => @operator.Options switch
    {
        BidirectionalSequenceRNNOptions { TimeMajor: true } => TimeMajorBidirectionalRnn,
        _ => Contracts.GetValueOrDefault(@operator.Code, None),
    };

    private static QuantizationContract Recurrent(ImmutableArray<int> weights, ImmutableArray<int> biases) => new()
    {
        Weights = [.. weights.Select(input => new WeightOperand(input, null, HybridForm.PerTensorOnly, TakesUInt8: true))],
        Biases = biases,
        AllOrNothing = true,
    };
}
