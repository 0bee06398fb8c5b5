namespace Octavo.Testing;

/// <summary>
/// The folder <c>shared</c> beside the repository, which holds recorded cases of other runtimes; the environment variable OCTAVO_SHARED
/// names another one. Tests that need it are <see cref="RecordedFactAttribute"/>s and <see cref="RecordedTheoryAttribute"/>s.
/// </summary>
public static class SharedFolder
{
    /// <summary>Null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>A file or folder of it.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or not this part of it.</exception>
    public static string Of(params string[] below) =>
        Missing(below) is { } missing ? throw new DirectoryNotFoundException(missing) : Path.Combine([Root!, .. below]);

    /// <summary>What is missing of a part; null where it is there.</summary>
    internal static string? Missing(params string[] below)
    {
        if (Root is null)
        {
            return "recorded cases of other runtimes are needed: no folder shared lies beside the repository, and OCTAVO_SHARED names none";
        }

        var path = Path.Combine([Root, .. below]);
        return Path.Exists(path) ? null : $"shared/{string.Join('/', below)} is missing";
    }

    private static string? Find()
    {
        var folder =
            Environment.GetEnvironmentVariable("OCTAVO_SHARED") is { Length: > 0 } named ? named : RepositoryFolder.Of("..", "shared");
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
