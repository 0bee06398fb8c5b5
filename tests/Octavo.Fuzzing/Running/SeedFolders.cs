namespace Octavo.Fuzzing;

/// <summary>Where examples lie: in the repository, and in the folder of recorded cases beside it where there is one.</summary>
internal static class SeedFolders
{
    public static string Repository { get; } = FindRepository();

    /// <summary>Null where there is none; a run has fewer examples then.</summary>
    public static string? Shared { get; } = FindShared();

    public static IEnumerable<string> Files(string folder, string pattern, long longest, int most = int.MaxValue) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("/artifacts/", StringComparison.Ordinal) && new FileInfo(path).Length is > 0 and var length && length <= longest)
            .Order(StringComparer.Ordinal).Take(most);

    public static IEnumerable<string> Own(string pattern, long longest) =>
        Files(Path.Combine(Repository, "tests"), pattern, longest).Concat(Files(Path.Combine(Repository, "samples"), pattern, longest));

    public static string InShared(string folder) => Shared is null ? "" : Path.Combine(Shared, folder);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Octavo.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above holds Octavo.slnx.");
        }

        return folder.FullName;
    }

    private static string? FindShared()
    {
        var folder = Environment.GetEnvironmentVariable("OCTAVO_SHARED") ?? Path.Combine(Repository, "..", "shared");
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
