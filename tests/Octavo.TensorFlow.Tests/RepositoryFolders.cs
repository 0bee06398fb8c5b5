namespace Octavo.TensorFlow.Tests;

/// <summary>Where the repository lies, and what lies beside it.</summary>
internal static class RepositoryFolders
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder `shared` beside the repository, or the one that OCTAVO_SHARED names; null where there is none.</summary>
    public static string? Shared { get; } = new[]
    {
        Environment.GetEnvironmentVariable("OCTAVO_SHARED"),
        Path.Combine(Root, "..", "shared"),
    }.FirstOrDefault(Directory.Exists);

    /// <summary>Whether a shared file is one that something is wrong with, with tests of its own.</summary>
    public static bool IsFault(string path) => path.Contains($"{Path.DirectorySeparatorChar}faults{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    /// <summary>A copy of one of the test project's models.</summary>
    public static string Model(string name) => Path.Combine(AppContext.BaseDirectory, "Models", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Octavo.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside of the repository.");
    }
}
