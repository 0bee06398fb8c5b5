using System.Collections.Immutable;
using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>
/// What weight quantization may do to operators that Octavo only carries along. Source: LiteRT tflite/converter/ir/tfl_ops.td, the dynamic range quantizable
/// operands; kernels/lstm.cc and others for the bytes typed UINT8 of 2018.
/// </summary>
internal static class OpaqueContracts
{
    private static readonly QuantizationContract None = new();

    private static readonly QuantizationContract BasicLstm = new() { Weights = [new WeightOperand(2, null, HybridForm.None)], Biases = [3] };

    /// <summary>Input, recurrent and peephole weights of four gates, projection.</summary>
    private static readonly QuantizationContract Lstm = Recurrent([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16], [12, 13, 14, 15, 17]);

    /// <summary>Recurrent weights that are diagonals stay float.</summary>
    private static readonly QuantizationContract DiagonalLstm = Recurrent([1, 2, 3, 4, 9, 10, 11, 16], [12, 13, 14, 15, 17]);

    private static readonly Dictionary<BuiltinOperator, QuantizationContract> Contracts = new()
    {
        [BuiltinOperator.BIDIRECTIONAL_SEQUENCE_LSTM] = Recurrent(
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 33, 40, 41, 42, 43, 44, 45, 46, 47], [12, 13, 14, 15, 17, 29, 30, 31, 32, 34]),
        [BuiltinOperator.LSTM] = Lstm,
        [BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM] = Lstm,
    };

    public static QuantizationContract Of(OpaqueOperator @operator) => @operator.Options switch
    {
        LSTMOptions { KernelType: LSTMKernelType.BASIC } => BasicLstm,
        UnidirectionalSequenceLSTMOptions { DiagonalRecurrentTensors: true } => DiagonalLstm,
        _ => Contracts.GetValueOrDefault(@operator.Code, None),
    };

    private static QuantizationContract Recurrent(ImmutableArray<int> weights, ImmutableArray<int> biases) => new()
    {
        Weights = [.. weights.Select(input => new WeightOperand(input, null, HybridForm.PerTensorOnly, TakesUInt8: true))],
        Biases = biases,
        AllOrNothing = true,
    };
}
