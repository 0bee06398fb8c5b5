using System.Text.Json;

namespace Octavo.Quantization.Tests;

/// <summary>
/// Codes, scales and zero points that TensorFlow's converter, the schemes of 2018 and 2019 and ai-edge-quantizer make of recorded weights.
/// </summary>
public sealed class SolverConformanceTests
{
    /// <summary>The solver behind each recorded scheme, by the beginning of a case's name; the first that fits.</summary>
    private static readonly (string Prefix, string Solver, int Bits, int? BlockSize)[] Schemes =
    [
        ("tf_", "symmetric-int8", 8, null),
        ("s8_2019_", "symmetric-int8-float32", 8, null),
        ("u8_2018_double_", "asymmetric-uint8", 8, null),
        ("u8_2018_float_", "asymmetric-uint8-float32", 8, null),
        ("aeq_dynamic_wi8_afp32_", "symmetric-half-to-even", 8, null),
        ("aeq_dynamic_legacy_wi8_afp32_", "symmetric-half-to-even", 8, null),
        ("aeq_weight_only_wi8_afp32_", "symmetric-half-to-even", 8, null),
        ("aeq_dynamic_wi4_afp32_", "symmetric-half-to-even", 4, null),
        ("aeq_weight_only_wi4_afp32_", "symmetric-half-to-even", 4, null),
        ("aeq_dynamic_wi2c_afp32_", "symmetric-half-to-even", 2, null),
        ("aeq_dynamic_wi4b32_afp32_", "symmetric-half-to-even", 4, 32),
        ("aeq_dynamic_wi4b64_afp32_", "symmetric-half-to-even", 4, 64),
        ("aeq_dynamic_wi2b32_afp32_", "symmetric-half-to-even", 2, 32),
    ];

    [RecordedFact]
    public void Solvers_give_the_recorded_codes_scales_and_zero_points()
    {
        var folder = SharedFolder.Of("conformance", "_weight_quantization");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var failures = new List<string>();
        var solved = 0;
        var unchanged = 0;
        foreach (var entry in manifest.RootElement.EnumerateArray())
        {
            var name = entry.GetProperty("case").GetString()!;
            if (Array.Find(Schemes, scheme => name.StartsWith(scheme.Prefix, StringComparison.Ordinal)) is not { Solver: { } solver,
                Bits: var bits, BlockSize: var blockSize })
            {
                continue;
            }

            using var arrays = NpzFile.Open(Path.Combine(folder, $"{name}.npz"));
            if (arrays.Contains("unchanged"))
            {
                unchanged++;
                continue;
            }

            solved++;
            var axis = entry.GetProperty("axis").GetInt32();
            failures.AddRange(blockSize is null
                ? Compare(name, WeightSolvers.Find(solver, bits), axis < 0 ? null : axis, arrays)
                : CompareBlocks(name, WeightSolvers.Find(solver, bits, blockSize), arrays));
        }

        Console.WriteLine(
            $"weight quantization: {solved} cases solved, {unchanged} left float by the threshold, {failures.Count} failures");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal((369, 10), (solved, unchanged));
    }

    private static IEnumerable<string> Compare(string name, IWeightSolver solver, int? axis, NpzFile arrays)
    {
        var weights = arrays.Read("weight");
        var found = solver.Solve(weights, axis);
        if (!arrays.Read("scale").Values<float>().SequenceEqual(found.Quantization!.Scales.AsSpan()))
        {
            yield return $"{name}: scales";
        }

        if (!arrays.Read("zero_point").Values<long>().SequenceEqual(found.Quantization.ZeroPoints.AsSpan()))
        {
            yield return $"{name}: zero points";
        }

        if (!arrays.Read("quantized").Bytes.Span.SequenceEqual(PackedCodes.Unpack(found.Quantize(weights))))
        {
            yield return $"{name}: codes";
        }
    }

    /// <summary>A block with the scale 0 has codes that mean nothing there; here its codes are 0 and its scale is 1.</summary>
    private static IEnumerable<string> CompareBlocks(string name, IWeightSolver solver, NpzFile arrays)
    {
        var weights = arrays.Read("weight");
        var found = solver.Solve(weights, null);
        var recorded = arrays.Read("scale");
        var scales = recorded.Values<Half>().ToArray();
        if (recorded.Shape != found.BlockScales!.Shape
            || !scales.Select(scale => scale == Half.Zero ? Half.One : scale).SequenceEqual(found.BlockScales.Values<Half>().ToArray()))
        {
            yield return $"{name}: scales of blocks";
        }

        var codes = arrays.Read("quantized").Bytes.ToArray()
            .Select((code, index) => scales[index / solver.BlockSize!.Value] == Half.Zero ? (byte)0 : code);
        if (!codes.SequenceEqual(PackedCodes.Unpack(found.Quantize(weights)).ToArray()))
        {
            yield return $"{name}: codes in blocks";
        }
    }
}
