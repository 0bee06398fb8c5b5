namespace Octavo.Conformance;

/// <summary>Recorded graphs that Octavo does not convert.</summary>
public sealed partial class TensorFlowSuite
{
    private const string Numbers = "no kernel of TFLite computes in this type, and none of its types holds all values";
    private const string Chance = "random numbers are not converted";
    private const string Spectra = "transforms of complex numbers are not converted";
    private const string Tables = "tables of words are not converted";

    /// <summary>By operation where all its graphs are refused, else by OPERATION/case.</summary>
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["AudioSpectrogram"] = "an operator of custom kernels",
        ["CombinedNonMaxSuppression"] = "TFLite has no operator for it",
        ["FFT"] = Spectra,
        ["Floor/double"] = Numbers,
        ["FloorDiv/int64"] = Numbers,
        ["HashTableV2"] = Tables,
        ["IRFFT"] = Spectra,
        ["LookupTableFindV2"] = Tables,
        ["LookupTableImportV2"] = Tables,
        ["LookupTableSizeV2"] = Tables,
        ["MatMul/double"] = Numbers,
        ["Mfcc"] = "an operator of custom kernels",
        ["Multinomial"] = Chance,
        ["RFFT"] = Spectra,
        ["RFFT2D"] = Spectra,
        ["RandomStandardNormal"] = Chance,
        ["RandomUniform"] = Chance,
        ["RightShift/int64"] = Numbers,
        ["Round/int32"] = "TensorFlow gives 0 for every integer",
        ["StackV2"] = "stacks belong to the gradients of loops",
        ["TruncateDiv/int64"] = Numbers,
        ["_patterns/spectrogram"] = Spectra,
    };

    public static TheoryData<string> RefusedOperations =>
        [.. Refused.Keys.Where(name => !name.Contains('/', StringComparison.Ordinal)), "DeepCopy"];

    [RecordedTheory]
    [MemberData(nameof(RefusedOperations))]
    public void Operations_that_are_not_converted_are_refused_for_a_reason(string operation) => CheckOperation(operation);

    internal static bool IsRefused(string recorded) => Refused.ContainsKey(recorded);

    /// <summary>Null for a graph that must be converted.</summary>
    private static string? ReasonOfRefusal(string operation, string recorded) =>
        Refused.GetValueOrDefault(operation) ?? Refused.GetValueOrDefault(recorded);
}
