namespace Octavo.Fuzzing;

/// <summary>Where examples lie: in the repository, and in the folder of recorded cases beside it where there is one.</summary>
internal static class SeedFolders
{
    public static string Repository => RepositoryFolder.Root;

    /// <summary>Null where there is none; a run has fewer examples then.</summary>
    public static string? Shared => SharedFolder.Root;

    public static IEnumerable<string> Files(string folder, string pattern, long longest, int most = int.MaxValue) =>
        !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(path =>
                !path.Contains("/artifacts/", StringComparison.Ordinal) && new FileInfo(path).Length is > 0 and var length
                && length <= longest)
            .Order(StringComparer.Ordinal).Take(most);

    public static IEnumerable<string> Own(string pattern, long longest) =>
        Files(Path.Combine(Repository, "tests"), pattern, longest).Concat(Files(Path.Combine(Repository, "samples"), pattern, longest));

    public static string InShared(string folder) => Shared is null ? "" : Path.Combine(Shared, folder);
}
