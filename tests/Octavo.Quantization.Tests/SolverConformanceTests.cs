using System.Text.Json;

namespace Octavo.Quantization.Tests;

/// <summary>
/// Codes, scales and zero points that TensorFlow's converter, the schemes of 2018 and 2019 and ai-edge-quantizer make of recorded weights.
/// </summary>
public sealed class SolverConformanceTests
{
    /// <summary>The solver behind each recorded scheme, by the beginning of a case's name; the first that fits.</summary>
    private static readonly (string Prefix, string Solver, int Bits)[] Schemes =
    [
        ("tf_", "symmetric-int8", 8),
        ("s8_2019_", "symmetric-int8-float32", 8),
        ("u8_2018_double_", "asymmetric-uint8", 8),
        ("u8_2018_float_", "asymmetric-uint8-float32", 8),
        ("aeq_dynamic_wi8_afp32_", "symmetric-half-to-even", 8),
        ("aeq_dynamic_legacy_wi8_afp32_", "symmetric-half-to-even", 8),
        ("aeq_weight_only_wi8_afp32_", "symmetric-half-to-even", 8),
        ("aeq_dynamic_wi4_afp32_", "symmetric-half-to-even", 4),
        ("aeq_weight_only_wi4_afp32_", "symmetric-half-to-even", 4),
        ("aeq_dynamic_wi2c_afp32_", "symmetric-half-to-even", 2),
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
                Bits: var bits })
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
            failures.AddRange(Compare(name, WeightSolvers.Find(solver, bits), axis < 0 ? null : axis, arrays));
        }

        Console.WriteLine(
            $"weight quantization: {solved} cases solved, {unchanged} left float by the threshold, {failures.Count} failures");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal((335, 10), (solved, unchanged));
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
}
