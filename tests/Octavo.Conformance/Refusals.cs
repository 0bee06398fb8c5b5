using Octavo.Evaluation;

namespace Octavo.Conformance;

/// <summary>
/// Recorded cases that Octavo refuses to run, with the reason: for each kind of case the folders in which some of it are refused. Whole
/// models have no kind; their file's name stands in its place. A test says which are refused and not listed, and which are listed and no
/// longer refused.
/// </summary>
internal static class Refusals
{
    private const string Integers = "quantized activations have no kernel yet";
    private const string Whole = "a whole model of quantized activations, some of which have no kernel yet";
    private const string Blocks = "scales for blocks of weights have no kernel yet";
    private const string Custom = "custom operators have no kernel yet";
    private const string Operators = "the operator, or one beside it, has no kernel yet";

    private static readonly (string Reason, string Kind, string Folders)[] Groups =
    [
        (Blocks, "blockwise", "FULLY_CONNECTED"),
        (Custom, "custom", "CUSTOM"),
        (
            Integers, "int16x8",
            "ABS ADD AVERAGE_POOL_2D BATCH_MATMUL CONV_2D DEPTHWISE_CONV_2D DIV EQUAL EXP FULLY_CONNECTED GREATER GREATER_EQUAL "
            + "LEAKY_RELU LESS LESS_EQUAL LOG LOGISTIC MAXIMUM MAX_POOL_2D MEAN MINIMUM MUL NEG NOT_EQUAL REDUCE_MAX REDUCE_MIN "
            + "REDUCE_PROD RESIZE_BILINEAR RSQRT SOFTMAX SQRT SUB TANH TRANSPOSE_CONV _multi"),
        (Integers, "int2", "FULLY_CONNECTED"),
        (Integers, "int4", "CONV_2D DEPTHWISE_CONV_2D FULLY_CONNECTED"),
        (
            Integers, "int8",
            "ABS AVERAGE_POOL_2D BATCH_MATMUL CONV_2D DEPTHWISE_CONV_2D DIV ELU EQUAL EXP FULLY_CONNECTED GELU GREATER GREATER_EQUAL "
            + "HARD_SWISH L2_NORMALIZATION LEAKY_RELU LESS LESS_EQUAL LOG LOGISTIC LOG_SOFTMAX MAXIMUM MAX_POOL_2D MEAN MINIMUM MUL NEG "
            + "NOT_EQUAL PRELU REDUCE_MAX REDUCE_MIN REDUCE_PROD RESIZE_BILINEAR RSQRT SOFTMAX SQRT SQUARED_DIFFERENCE SUM TANH "
            + "TRANSPOSE_CONV _multi"),
        (Integers, "mixed", "MUL SOFTMAX"),
        (
            Integers, "uint8",
            "AVERAGE_POOL_2D CONV_2D DEPTHWISE_CONV_2D DIV EQUAL FULLY_CONNECTED GELU GREATER GREATER_EQUAL HARD_SWISH "
            + "L2_NORMALIZATION LEAKY_RELU LESS LESS_EQUAL LOGISTIC LOG_SOFTMAX MAXIMUM MAX_POOL_2D MEAN MINIMUM MUL NOT_EQUAL PRELU "
            + "REDUCE_MAX REDUCE_MIN RESIZE_BILINEAR SOFTMAX SUM TANH TRANSPOSE_CONV"),
        (
            Operators, "bool",
            "DILATE REDUCE_WINDOW STABLEHLO_ADD STABLEHLO_AND STABLEHLO_MAXIMUM STABLEHLO_MINIMUM STABLEHLO_MULTIPLY"),
        (Operators, "control-flow", "STABLEHLO_CASE"),
        (
            Operators, "float",
            "COMPLEX_ABS DENSIFY DILATE HASHTABLE_LOOKUP IMAG RANDOM_STANDARD_NORMAL RANDOM_UNIFORM REAL REDUCE_WINDOW RFFT2D "
            + "STABLEHLO_ADD STABLEHLO_COMPOSITE STABLEHLO_GATHER STABLEHLO_MAXIMUM STABLEHLO_MINIMUM STABLEHLO_MULTIPLY STABLEHLO_PAD "
            + "STABLEHLO_REDUCE_WINDOW STABLEHLO_SCATTER"),
        (Operators, "float16", "DENSIFY STABLEHLO_ADD STABLEHLO_MAXIMUM STABLEHLO_MINIMUM STABLEHLO_MULTIPLY"),
        (Operators, "int16x8", "STABLEHLO_ADD STABLEHLO_MULTIPLY"),
        (
            Operators, "int32",
            "DILATE HASHTABLE_LOOKUP REDUCE_WINDOW STABLEHLO_ADD STABLEHLO_AND STABLEHLO_GATHER STABLEHLO_MAXIMUM STABLEHLO_MINIMUM "
            + "STABLEHLO_MULTIPLY STABLEHLO_PAD STABLEHLO_REDUCE_WINDOW STABLEHLO_RNG_BIT_GENERATOR STABLEHLO_SCATTER "
            + "STABLEHLO_SHIFT_LEFT"),
        (Operators, "int8", "DENSIFY STABLEHLO_ADD STABLEHLO_MULTIPLY"),
        (Operators, "mixed", "LSH_PROJECTION MULTINOMIAL"),
        (Operators, "string", "HASHTABLE HASHTABLE_FIND HASHTABLE_IMPORT HASHTABLE_LOOKUP HASHTABLE_SIZE SKIP_GRAM"),
        (Operators, "uint8", "STABLEHLO_ADD STABLEHLO_MULTIPLY"),
        (Whole, "dynamic", "fake_quant"),
        (
            Whole, "int16x8",
            "attention batch_matmul conv conv_bn_relu6 dense depthwise dilated_conv embedding gather gru_unrolled multi_signature "
            + "rnn_unrolled separable transpose_conv variable_update"),
        (
            Whole, "int8",
            "attention batch_matmul conv conv_bn_relu6 dense depthwise dilated_conv embedding gather gru_unrolled multi_signature "
            + "rnn_unrolled separable shared_weights transpose_conv variable_update"),
        (Whole, "int8_only", "conv dense separable"),
    ];

    private static readonly SortedDictionary<string, string> Reasons = new(
        Groups.SelectMany(group => group.Folders.Split(' ').Select(folder => (Key: Key(folder, group.Kind), group.Reason)))
        .ToDictionary(entry => entry.Key, entry => entry.Reason),
        StringComparer.Ordinal);

    /// <summary>What <see cref="KeyOf"/> gives for cases that are refused, sorted.</summary>
    public static IEnumerable<string> All => Reasons.Keys;

    /// <summary>Null for a case that must run.</summary>
    public static string? ReasonOf(FolderReplay.CaseResult result) => Reasons.GetValueOrDefault(KeyOf(result));

    public static string KeyOf(FolderReplay.CaseResult result) => Key(
        Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(result.Name)))!,
        result.Kind.Length != 0 ? result.Kind : Path.GetFileNameWithoutExtension(result.Name));

    private static string Key(string folder, string kind) => $"{folder} {kind}";
}
