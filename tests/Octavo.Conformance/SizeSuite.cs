using System.Globalization;
using Octavo.Quantization;
using Octavo.TFLite;
using Octavo.Tensors;

namespace Octavo.Conformance;

/// <summary>No recipe makes a file longer, and the figures are those of the files: over all model files beside the repository.</summary>
public sealed class SizeSuite
{
    /// <summary>Larger files take the time of all the others, and have no other kinds of constants.</summary>
    private const long LargestFile = 3 << 20;

    public static TheoryData<string> Recipes => [.. BuiltInRecipes.All.Select(recipe => recipe.Name)];

    [RecordedTheory]
    [MemberData(nameof(Recipes))]
    public void No_recipe_makes_a_file_longer_and_its_figures_are_those_of_the_files(string recipe)
    {
        var shared = SharedFolder.Of();
        var folder = Directory.CreateTempSubdirectory("octavo-test-");
        var output = Path.Combine(folder.FullName, "quantized.tflite");
        var problems = new List<string>();
        var (quantized, copied, refused, before, after) = (0, 0, 0, 0L, 0L);
        foreach (var path in Files(shared))
        {
            try
            {
                var report = new Quantizer(recipe).Quantize(path, output);
                var (from, to) = (new FileInfo(path).Length, new FileInfo(output).Length);
                if (to > from || report.FloatBytes != from || report.Bytes != to)
                {
                    problems.Add(
                        $"{Path.GetRelativePath(shared, path)}: {from} bytes became {to}, told as {report.FloatBytes} and {report.Bytes}");
                }

                using var read = TFLiteFile.Open(output);
                (before, after) = (before + from, after + to);
                _ = report.Quantization!.ChangedAnything ? quantized++ : copied++;
            }
            catch (OctavoException)
            {
                refused++;
            }
        }

        folder.Delete(recursive: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipe}: {quantized} files quantized, {copied} copied since nothing was to be gained, {refused} refused; {before} bytes "
                + $"became {after}"));
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(40)));
        Assert.NotEqual(0, quantized);
    }

    private static IEnumerable<string> Files(string shared) => new[] { "corpus", "conformance", "public", "faults/files", "faults/made" }
        .Select(name => Path.Combine(shared, name))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.tflite", SearchOption.AllDirectories))
        .Where(path => new FileInfo(path).Length <= LargestFile)
        .Order(StringComparer.Ordinal);
}
