namespace Octavo.Fuzzing;

/// <summary>Inputs that broke Octavo once.</summary>
public sealed class RegressionTests
{
    public static TheoryData<string> Cases =>
        [.. Files(Path.Combine(AppContext.BaseDirectory, "Regressions"))
            .Select(path => Path.GetRelativePath(AppContext.BaseDirectory, path))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_mended_finding_stays_mended(string path) =>
        Check(Path.GetFileName(Path.GetDirectoryName(path))!, Path.Combine(AppContext.BaseDirectory, path));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static void Check(string kind, string path)
    {
        var folder = Directory.CreateTempSubdirectory("octavo-regression").FullName;
        try
        {
            var result = Examination.Of(FuzzKinds.Find(kind), FuzzInput.OfFile(path), Path.Combine(folder, "input"));
            Assert.True(result.Outcome != Outcome.Fault, $"{result.Signature}\n{result.Details}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
