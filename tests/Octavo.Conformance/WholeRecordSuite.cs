using Octavo.Runtime;

namespace Octavo.Conformance;

/// <summary>Every recorded file there is: what Octavo runs, it runs as recorded; what it must refuse, it refuses.</summary>
public sealed class WholeRecordSuite
{
    /// <summary>Cases whose recorded output Octavo does not follow, with the reason.</summary>
    private static readonly SortedDictionary<string, string> Departures = new(StringComparer.Ordinal)
    {
        ["ATAN2/f32_resized"] = "the record holds NaN for ordinary inputs",
        ["BIDIRECTIONAL_SEQUENCE_LSTM/float_merge_bm"] = "LiteRT reads states from beyond their tensor where outputs are merged",
        ["BIDIRECTIONAL_SEQUENCE_LSTM/hybrid_asym_merge_bm"] = "LiteRT reads states from beyond their tensor where outputs are merged",
        ["BIDIRECTIONAL_SEQUENCE_LSTM/hybrid_merge_bm"] = "LiteRT reads states from beyond their tensor where outputs are merged",
        ["DIV/plain_uint8"] = "the record treats elements without a scale as quantized with scale 0",
        ["EMBEDDING_LOOKUP/hybrid_int2_pc_rest2"] = "LiteRT reads rows that begin inside of a byte from its first element on",
        ["GATHER/weights_int4_axis0"] = "the record holds the packed elements as bytes",
    };

    [Fact]
    public void Nothing_that_runs_departs_from_the_record_without_a_reason()
    {
        if (SharedFolder.Find("the whole record") is { } shared)
        {
            var results = new FolderReplay(new InterpreterOptions()).Run(Path.Combine(shared, "conformance"), new HashSet<string>()).ToList();
            var failed = results.Where(result => result.Outcome == "failed").ToDictionary(NameOf, result => result.Reason);
            Console.WriteLine(string.Join(", ", results.CountBy(result => result.Outcome).Select(pair => $"{pair.Value} {pair.Key}")));
            Assert.DoesNotContain(failed, result => !Departures.ContainsKey(result.Key));
            Assert.Equal(Departures.Keys, failed.Keys.Order(StringComparer.Ordinal));
            Assert.InRange(results.Count(result => result.Outcome == "passed"), 2600, int.MaxValue);
        }
    }

    private static string NameOf(FolderReplay.CaseResult result) =>
        $"{Path.GetFileName(Path.GetDirectoryName(result.Name))}/{Path.GetFileNameWithoutExtension(result.Name)}";
}
