using System.Security.Cryptography;
using Octavo.TFLite;

namespace Octavo.Quantization.Tests;

/// <summary>
/// Compares with the files that TensorFlow's converter wrote of the same float models: which constants are quantized, their codes, scales
/// and axes.
/// </summary>
public sealed class RecordedFilesTests
{
    /// <summary>Octavo's own splits input weights where that saves accuracy.</summary>
    private static readonly Recipe AsTheConverter = BuiltInRecipes.DynamicRangeInt8 with
    {
        Rules = [.. BuiltInRecipes.DynamicRangeInt8.Rules.Where(rule => rule.Algorithm is IFormAlgorithm)],
    };

    [RecordedFact]
    public void Dynamic_range_constants_are_those_of_the_converter() => Compare(
        "dynamic.tflite", AsTheConverter,
        new()
        {
            ["fake_quant"] = "the converter folds the QUANTIZE of a weight, which has the weight's trained range",
            ["shared_weights"] = "the converter stores a weight twice whose readers want different forms",
        });

    [RecordedFact]
    public void Float16_constants_are_those_of_the_converter()
    {
        const string States = "the converter makes constants of the recurrent operators' states, which are variables in its float file";
        Compare(
            "float16.tflite", BuiltInRecipes.Float16Weights,
            new() { ["bidirectional_lstm"] = States, ["lstm"] = States, ["lstm_small"] = States, ["mnist_bilstm_keras"] = States,
                ["mnist_lstm_keras"] = States, ["words_lstm_keras"] = States });
    }

    private static void Compare(string recorded, Recipe recipe, Dictionary<string, string> known)
    {
        var folders = new[] { SharedFolder.Of("corpus"), SharedFolder.Of("conformance", "_converter") }
            .SelectMany(Directory.EnumerateDirectories)
            .Where(folder => File.Exists(Path.Combine(folder, "float32.tflite")) && File.Exists(Path.Combine(folder, recorded)))
            .Order(StringComparer.Ordinal).ToList();
        var differing = folders.Where(folder => !HasSameConstants(folder, recorded, recipe)).Select(Path.GetFileName).ToList();
        Console.WriteLine(
            $"{recipe.Name}: {folders.Count - differing.Count} of {folders.Count} files have the converter's constants; the others: "
            + $"{string.Join(", ", differing)}");
        Assert.Equal(known.Keys.Order(StringComparer.Ordinal), differing.Order(StringComparer.Ordinal));
    }

    private static bool HasSameConstants(string folder, string recorded, Recipe recipe)
    {
        using var source = TFLiteFile.Open(Path.Combine(folder, "float32.tflite"));
        using var target = TFLiteFile.Open(Path.Combine(folder, recorded));
        WeightQuantizer.Apply(source.Model, recipe);
        return Constants(source.Model).SequenceEqual(Constants(target.Model));
    }

    private static IEnumerable<string> Constants(Model model) =>
        model.Subgraphs.SelectMany(graph => graph.Values())
            .Where(value =>
                value is { IsConstant: true, IsVariable: false,
                    ElementType: ElementType.Float32 or ElementType.Int8 or ElementType.Float16 })
            .Select(value =>
                $"{value.ElementType} {value.Shape} {Describe(value.Quantization)} "
                + $"{Convert.ToHexString(SHA256.HashData(value.Constant!.Evaluate().Bytes.Span))}")
            .Order(StringComparer.Ordinal);

    private static string Describe(AffineQuantization? quantization) => quantization is null
        ? "" : $"axis {(quantization.IsPerChannel ? quantization.Axis : 0)}: {string.Join(' ', quantization.Scales)}; "
        + $"{string.Join(' ', quantization.ZeroPoints)}";
}
