namespace Octavo.TFLite.Tests;

/// <summary>Every model file beside the repository, written and read again.</summary>
public sealed class RoundTripSuite
{
    /// <summary>
    /// Files of more bytes are compared by the conformance runs of other suites; here they would take the time of all the others.
    /// </summary>
    private const long LargestFile = 64 << 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Small_models_of_many_kinds_are_the_same_after_writing(bool outside)
    {
        var paths = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Models"), "*.tflite");
        Assert.True(paths.Length > 10);
        Assert.All(paths, path => Assert.Empty(RoundTrip.Check(path, outside) ?? [$"{path} cannot be read"]));
    }

    [RecordedTheory]
    [InlineData("corpus", false)]
    [InlineData("corpus", true)]
    [InlineData("conformance", false)]
    [InlineData("conformance", true)]
    public void Models_are_the_same_after_writing(string folder, bool outside)
    {
        var shared = SharedFolder.Of();
        var problems = new List<string>();
        var (written, refused) = (0, 0);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(shared, folder), "*.tflite", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                continue;
            }

            switch (RoundTrip.Check(path, outside))
            {
                case null:
                    refused++;
                    break;
                case { } found:
                    written++;
                    problems.AddRange(found.Select(problem => $"{Path.GetRelativePath(shared, path)}: {problem}"));
                    break;
            }
        }

        Console.WriteLine($"{folder}: {written} models written and read again, {refused} files that are no valid models");
        Assert.True(problems.Count == 0, $"{problems.Count} differences\n{string.Join('\n', problems.Take(40))}");
        Assert.NotEqual(0, written);
    }
}
