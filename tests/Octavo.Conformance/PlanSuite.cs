using Octavo.Quantization;
using Octavo.Tensors;

namespace Octavo.Conformance;

/// <summary>Saved plans give the models beside the repository the same files as the recipes that they are of.</summary>
public sealed class PlanSuite
{
    private const long LargestFile = 8 << 20;

    private const string Blocks = "int4 in blocks of 32";

    public static TheoryData<string> Recipes => [.. BuiltInRecipes.All.Select(recipe => recipe.Name), Blocks];

    [RecordedTheory]
    [MemberData(nameof(Recipes))]
    public void A_saved_plan_gives_the_same_bytes(string recipe)
    {
        var shared = SharedFolder.Of();
        var folder = Directory.CreateTempSubdirectory("octavo-test-");
        var plan = Path.Combine(folder.FullName, "plan.json");
        var own = Path.Combine(folder.FullName, "blocks.yaml");
        File.WriteAllText(own, "rules: [{algorithm: dynamic-range, config: {type: int4, block_size: 32, split_input_weights: false}}]");
        var differing = new List<string>();
        var (files, prepared, inBlocks) = (0, 0, 0);
        foreach (var path in Files(shared))
        {
            var direct = Converter.FromTFLite(path);
            direct.Recipe = recipe == Blocks ? own : recipe;
            var bytes = direct.Convert();
            direct.Report!.SavePlan(plan);
            var replayed = Converter.FromTFLite(path);
            replayed.Plan = plan;
            files++;
            var saved = PlanFile.Load(plan);
            prepared += saved.Nodes.Length == 0 ? 0 : 1;
            inBlocks += saved.Values.Any(value => value.Forms.Any(form => form.BlockSize is not null)) ? 1 : 0;
            if (!bytes.AsSpan().SequenceEqual(replayed.Convert()))
            {
                differing.Add(Path.GetRelativePath(shared, path));
            }
        }

        folder.Delete(recursive: true);
        Console.WriteLine($"{recipe}: {files} plans carried out again, {prepared} with prepared nodes, {inBlocks} with scales of blocks");
        Assert.Empty(differing);
        Assert.True(files > 20);
        Assert.Equal((recipe == "dynamic-range-int8", recipe == Blocks), (prepared != 0, inBlocks != 0));
    }

    private static IEnumerable<string> Files(string shared) => new[] { "corpus", "conformance/_converter" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(shared, folder), "float*.tflite", SearchOption.AllDirectories))
        .Where(path => new FileInfo(path).Length <= LargestFile).Order(StringComparer.Ordinal);
}
