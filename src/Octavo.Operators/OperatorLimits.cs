using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Tensors;
using Octavo.FlatBuffers;
using static Octavo.FlatBuffers.BuiltinOperator;

namespace Octavo.Operators;

/// <summary>
/// How many inputs and outputs an operator of a file may have, and the highest version that is defined. Absent optional inputs that a list
/// names count; those that it leaves out at its end do not. Operators with states have had other lists in old files, and have room for them.
/// Source: LiteRT tflite/kernels, the checks of each Prepare; tflite/converter/ir/tfl_ops.td; runtime_version.cc.
/// </summary>
internal sealed record OperatorLimits(BuiltinOperator Code, int FewestInputs, int MostInputs, int FewestOutputs, int MostOutputs, int HighestVersion)
{
    private const int Many = int.MaxValue;

    /// <summary>Of an LSTM in its full form: the input, weights of forget gate, cell and output gate (of inputs and of states), their biases, the two states.</summary>
    private static readonly FrozenSet<int> GateInputs = FrozenSet.Create(0, 2, 3, 4, 6, 7, 8, 13, 14, 15, 18, 19);

    private static readonly FrozenDictionary<BuiltinOperator, OperatorLimits> ByCode = new OperatorLimits[]
    {
        new(ADD, 2, 2, 1, 1, 6),
        new(AVERAGE_POOL_2D, 1, 1, 1, 1, 3),
        new(CONCATENATION, 1, Many, 1, 1, 7),
        new(CONV_2D, 2, 3, 1, 1, 8),
        new(DEPTHWISE_CONV_2D, 2, 3, 1, 1, 7),
        new(DEPTH_TO_SPACE, 1, 1, 1, 1, 2),
        new(DEQUANTIZE, 1, 1, 1, 1, 9),
        new(EMBEDDING_LOOKUP, 2, 2, 1, 1, 5),
        new(FLOOR, 1, 1, 1, 1, 1),
        new(FULLY_CONNECTED, 2, 3, 1, 2, 14),
        new(HASHTABLE_LOOKUP, 3, 3, 2, 2, 1),
        new(L2_NORMALIZATION, 1, 1, 1, 1, 2),
        new(L2_POOL_2D, 1, 1, 1, 1, 1),
        new(LOCAL_RESPONSE_NORMALIZATION, 1, 1, 1, 1, 1),
        new(LOGISTIC, 1, 1, 1, 1, 3),
        new(LSH_PROJECTION, 2, 3, 1, 1, 1),
        new(LSTM, 0, 24, 1, 4, 4),
        new(MAX_POOL_2D, 1, 1, 1, 1, 3),
        new(MUL, 2, 2, 1, 1, 8),
        new(RELU, 1, 1, 1, 1, 3),
        new(RELU_N1_TO_1, 1, 1, 1, 1, 1),
        new(RELU6, 1, 1, 1, 1, 3),
        new(RESHAPE, 1, 2, 1, 1, 1),
        new(RESIZE_BILINEAR, 2, 2, 1, 1, 4),
        new(RNN, 4, 5, 1, 2, 3),
        new(SOFTMAX, 1, 1, 1, 1, 4),
        new(SPACE_TO_DEPTH, 1, 1, 1, 1, 2),
        new(SVDF, 4, 5, 1, 2, 4),
        new(TANH, 1, 1, 1, 1, 3),
        new(SKIP_GRAM, 1, 1, 1, 1, 1),
        new(EMBEDDING_LOOKUP_SPARSE, 5, 5, 1, 1, 1),
        new(PAD, 2, 2, 1, 1, 6),
        new(UNIDIRECTIONAL_SEQUENCE_RNN, 4, 5, 1, 2, 3),
        new(GATHER, 2, 2, 1, 1, 8),
        new(BATCH_TO_SPACE_ND, 3, 3, 1, 1, 4),
        new(SPACE_TO_BATCH_ND, 3, 3, 1, 1, 4),
        new(TRANSPOSE, 2, 2, 1, 1, 9),
        new(MEAN, 2, 2, 1, 1, 3),
        new(SUB, 2, 2, 1, 1, 5),
        new(DIV, 2, 2, 1, 1, 2),
        new(SQUEEZE, 1, 1, 1, 1, 2),
        new(UNIDIRECTIONAL_SEQUENCE_LSTM, 0, 24, 1, 4, 4),
        new(STRIDED_SLICE, 4, 4, 1, 1, 8),
        new(BIDIRECTIONAL_SEQUENCE_RNN, 0, 12, 1, 4, 3),
        new(EXP, 1, 1, 1, 1, 2),
        new(TOPK_V2, 2, 2, 2, 2, 3),
        new(SPLIT, 2, 2, 1, Many, 5),
        new(LOG_SOFTMAX, 1, 1, 1, 1, 2),
        new(BIDIRECTIONAL_SEQUENCE_LSTM, 0, 48, 1, Many, 3),
        new(CAST, 1, 1, 1, 1, 9),
        new(PRELU, 2, 2, 1, 1, 1),
        new(MAXIMUM, 2, 2, 1, 1, 4),
        new(ARG_MAX, 2, 2, 1, 1, 3),
        new(MINIMUM, 2, 2, 1, 1, 4),
        new(LESS, 2, 2, 1, 1, 3),
        new(NEG, 1, 1, 1, 1, 1),
        new(PADV2, 3, 3, 1, 1, 6),
        new(GREATER, 2, 2, 1, 1, 2),
        new(GREATER_EQUAL, 2, 2, 1, 1, 3),
        new(LESS_EQUAL, 2, 2, 1, 1, 2),
        new(SELECT, 3, 3, 1, 1, 4),
        new(SLICE, 3, 3, 1, 1, 8),
        new(SIN, 1, 1, 1, 1, 2),
        new(TRANSPOSE_CONV, 3, 4, 1, 1, 5),
        new(SPARSE_TO_DENSE, 4, 4, 1, 1, 3),
        new(TILE, 2, 2, 1, 1, 3),
        new(EXPAND_DIMS, 2, 2, 1, 1, 1),
        new(EQUAL, 2, 2, 1, 1, 5),
        new(NOT_EQUAL, 2, 2, 1, 1, 4),
        new(LOG, 1, 1, 1, 1, 2),
        new(SUM, 2, 2, 1, 1, 2),
        new(SQRT, 1, 1, 1, 1, 2),
        new(RSQRT, 1, 1, 1, 1, 3),
        new(SHAPE, 1, 1, 1, 1, 1),
        new(POW, 2, 2, 1, 1, 1),
        new(ARG_MIN, 2, 2, 1, 1, 3),
        new(FAKE_QUANT, 1, 1, 1, 1, 2),
        new(REDUCE_PROD, 2, 2, 1, 1, 2),
        new(REDUCE_MAX, 2, 2, 1, 1, 3),
        new(PACK, 1, Many, 1, 1, 5),
        new(LOGICAL_OR, 2, 2, 1, 1, 1),
        new(ONE_HOT, 4, 4, 1, 1, 1),
        new(LOGICAL_AND, 2, 2, 1, 1, 1),
        new(LOGICAL_NOT, 1, 1, 1, 1, 1),
        new(UNPACK, 1, 1, 0, Many, 6),
        new(REDUCE_MIN, 2, 2, 1, 1, 3),
        new(FLOOR_DIV, 2, 2, 1, 1, 3),
        new(REDUCE_ANY, 2, 2, 1, 1, 1),
        new(SQUARE, 1, 1, 1, 1, 1),
        new(ZEROS_LIKE, 1, 1, 1, 1, 1),
        new(FILL, 2, 2, 1, 1, 5),
        new(FLOOR_MOD, 2, 2, 1, 1, 2),
        new(RANGE, 3, 3, 1, 1, 2),
        new(RESIZE_NEAREST_NEIGHBOR, 2, 2, 1, 1, 4),
        new(LEAKY_RELU, 1, 1, 1, 1, 2),
        new(SQUARED_DIFFERENCE, 2, 2, 1, 1, 2),
        new(MIRROR_PAD, 2, 2, 1, 1, 3),
        new(ABS, 1, 1, 1, 1, 5),
        new(SPLIT_V, 3, 3, 1, Many, 3),
        new(UNIQUE, 1, 1, 2, 2, 1),
        new(CEIL, 1, 1, 1, 1, 1),
        new(REVERSE_V2, 2, 2, 1, 1, 4),
        new(ADD_N, 1, Many, 1, 1, 1),
        new(GATHER_ND, 2, 2, 1, 1, 6),
        new(COS, 1, 1, 1, 1, 2),
        new(WHERE, 1, 1, 1, 1, 2),
        new(RANK, 1, 1, 1, 1, 1),
        new(ELU, 1, 1, 1, 1, 1),
        new(REVERSE_SEQUENCE, 2, 2, 1, 1, 1),
        new(MATRIX_DIAG, 1, 1, 1, 1, 1),
        new(QUANTIZE, 1, 1, 1, 1, 6),
        new(MATRIX_SET_DIAG, 2, 2, 1, 1, 1),
        new(ROUND, 1, 1, 1, 1, 1),
        new(HARD_SWISH, 1, 1, 1, 1, 1),
        new(IF, 1, Many, 0, Many, 1),
        new(WHILE, 0, Many, 0, Many, 1),
        new(NON_MAX_SUPPRESSION_V4, 5, 5, 2, 2, 1),
        new(NON_MAX_SUPPRESSION_V5, 6, 6, 3, 3, 1),
        new(SCATTER_ND, 3, 3, 1, 1, 1),
        new(SELECT_V2, 3, 3, 1, 1, 2),
        new(DENSIFY, 1, 1, 1, 1, 1),
        new(SEGMENT_SUM, 2, 2, 1, 1, 1),
        new(BATCH_MATMUL, 2, 2, 1, 1, 4),
        new(CUMSUM, 2, 2, 1, 1, 1),
        new(CALL_ONCE, 0, 0, 0, 0, 1),
        new(BROADCAST_TO, 2, 2, 1, 1, 4),
        new(RFFT2D, 2, 2, 1, 1, 1),
        new(CONV_3D, 2, 3, 1, 1, 1),
        new(IMAG, 1, 1, 1, 1, 1),
        new(REAL, 1, 1, 1, 1, 1),
        new(COMPLEX_ABS, 1, 1, 1, 1, 1),
        new(HASHTABLE, 0, 0, 1, 1, 1),
        new(HASHTABLE_FIND, 3, 3, 1, 1, 1),
        new(HASHTABLE_IMPORT, 3, 3, 0, 0, 1),
        new(HASHTABLE_SIZE, 1, 1, 1, 1, 1),
        new(REDUCE_ALL, 2, 2, 1, 1, 1),
        new(CONV_3D_TRANSPOSE, 3, 4, 1, 1, 1),
        new(VAR_HANDLE, 0, 0, 1, 1, 1),
        new(READ_VARIABLE, 1, 1, 1, 1, 1),
        new(ASSIGN_VARIABLE, 2, 2, 0, 0, 1),
        new(BROADCAST_ARGS, 2, 2, 1, 1, 1),
        new(RANDOM_STANDARD_NORMAL, 1, 1, 1, 1, 1),
        new(BUCKETIZE, 1, 1, 1, 1, 1),
        new(RANDOM_UNIFORM, 1, 1, 1, 1, 1),
        new(MULTINOMIAL, 2, 2, 1, 1, 1),
        new(GELU, 1, 1, 1, 1, 3),
        new(DYNAMIC_UPDATE_SLICE, 3, 3, 1, 1, 6),
        new(RELU_0_TO_1, 1, 1, 1, 1, 1),
        new(UNSORTED_SEGMENT_PROD, 3, 3, 1, 1, 1),
        new(UNSORTED_SEGMENT_MAX, 3, 3, 1, 1, 1),
        new(UNSORTED_SEGMENT_SUM, 3, 3, 1, 1, 1),
        new(ATAN2, 2, 2, 1, 1, 1),
        new(UNSORTED_SEGMENT_MIN, 3, 3, 1, 1, 1),
        new(SIGN, 1, 1, 1, 1, 2),
        new(BITCAST, 1, 1, 1, 1, 1),
        new(BITWISE_XOR, 2, 2, 1, 1, 1),
        new(RIGHT_SHIFT, 2, 2, 1, 1, 1),
        new(STABLEHLO_ADD, 0, Many, 0, Many, 1),
        new(STABLEHLO_MULTIPLY, 0, Many, 0, Many, 1),
        new(STABLEHLO_MAXIMUM, 0, Many, 0, Many, 1),
        new(STABLEHLO_AND, 0, Many, 0, Many, 1),
        new(STABLEHLO_MINIMUM, 0, Many, 0, Many, 1),
        new(STABLEHLO_SCATTER, 0, Many, 0, Many, 1),
        new(STABLEHLO_PAD, 0, Many, 0, Many, 1),
        new(STABLEHLO_REDUCE_WINDOW, 0, Many, 0, Many, 1),
        new(STABLEHLO_GATHER, 0, Many, 0, Many, 1),
        new(DILATE, 3, 3, 1, 1, 1),
        new(STABLEHLO_RNG_BIT_GENERATOR, 0, Many, 0, Many, 1),
        new(REDUCE_WINDOW, 5, 5, 1, 1, 1),
        new(STABLEHLO_COMPOSITE, 0, Many, 0, Many, 1),
        new(STABLEHLO_SHIFT_LEFT, 0, Many, 0, Many, 1),
        new(STABLEHLO_CBRT, 0, Many, 0, Many, 1),
        new(STABLEHLO_CASE, 0, Many, 0, Many, 1),
    }.ToFrozenDictionary(limits => limits.Code);

    /// <summary>Null for an operator that nothing is known of, and for CUSTOM.</summary>
    public static OperatorLimits? Of(BuiltinOperator code) => ByCode.GetValueOrDefault(code);

    /// <summary>
    /// Whether an input of a node with so many inputs must be a tensor: those that every node has, all of a list of any length, and of recurrent layers in
    /// their full form the weights of the gates that each has, their biases and the states.
    /// </summary>
    public bool Requires(int input, int count) => Code switch
    {
        LSTM or UNIDIRECTIONAL_SEQUENCE_LSTM when count >= 20 => GateInputs.Contains(input),
        BIDIRECTIONAL_SEQUENCE_LSTM => input < 35 ? GateInputs.Contains(input < 18 ? input : input - 17) : input < 39,
        BIDIRECTIONAL_SEQUENCE_RNN => input is < 9 and not (3 or 7),
        SVDF or RNN or UNIDIRECTIONAL_SEQUENCE_RNN => input is not 3,
        LSTM or UNIDIRECTIONAL_SEQUENCE_LSTM => true,
        _ => MostInputs == Many || input < FewestInputs,
    };

    /// <summary>Checks the numbers of a node's inputs and outputs and that what must be there is: nothing beyond is ever asked for by shape inference or a kernel.</summary>
    /// <exception cref="OctavoException">A number is another one, or a needed input is absent (kind MalformedModel).</exception>
    public static void Require(Node node)
    {
        if (OperatorCatalog.Find(node.Operator) is not { } descriptor || Of(descriptor.Code) is not { } limits)
        {
            return;
        }

        RequireCount(node, "inputs", node.Inputs.Count, limits.FewestInputs, limits.MostInputs);
        RequireCount(node, "outputs", node.Outputs.Count, limits.FewestOutputs, limits.MostOutputs);
        for (var index = 0; index < node.Inputs.Count; index++)
        {
            if (node.Inputs[index] is null && limits.Requires(index, node.Inputs.Count))
            {
                throw new OctavoException(ErrorKind.MalformedModel, $"input {index} of {node.Operator.Name} is absent", node.Where, "a tensor", "none");
            }
        }
    }

    private static void RequireCount(Node node, string what, int count, int fewest, int most)
    {
        if (count < fewest || count > most)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, $"{node.Operator.Name} has another number of {what}", node.Where,
                fewest == most ? $"{most}" : most == Many ? $"at least {fewest}" : $"{fewest} to {most}", $"{count}");
        }
    }
}
