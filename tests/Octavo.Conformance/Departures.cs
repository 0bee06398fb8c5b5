namespace Octavo.Conformance;

/// <summary>Recorded cases whose output Octavo does not follow, with the reason.</summary>
internal static class Departures
{
    private const string MergedStates =
        "LiteRT takes the width of merged outputs for that of the state and reads the last states from beyond them";

    private static readonly SortedDictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["ATAN2/f32_resized"] = "the record holds NaN for ordinary inputs",
        ["BIDIRECTIONAL_SEQUENCE_LSTM/float_merge_bm"] = MergedStates,
        ["BIDIRECTIONAL_SEQUENCE_LSTM/hybrid_asym_merge_bm"] = MergedStates,
        ["BIDIRECTIONAL_SEQUENCE_LSTM/hybrid_merge_bm"] = MergedStates,
        ["DIV/plain_uint8"] = "the record treats elements without a scale as quantized with scale 0",
        ["EMBEDDING_LOOKUP/hybrid_int2_pc_rest2"] = "LiteRT reads rows that begin inside of a byte from its first element on",
        ["GATHER/weights_int4_axis0"] = "the record holds elements of 4 bits as bytes, and a replay compares element types",
    };

    /// <summary>FOLDER/case, sorted.</summary>
    public static IEnumerable<string> Cases => Reasons.Keys;

    /// <summary>Null for a case that is followed.</summary>
    public static string? ReasonOf(string recorded) => Reasons.GetValueOrDefault(recorded);
}
