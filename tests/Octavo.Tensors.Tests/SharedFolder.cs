namespace Octavo.Tensors.Tests;

/// <summary>
/// The folder <c>shared</c> beside the repository, which holds recorded cases; environment variable OCTAVO_SHARED overrides. Tests that need
/// it run only where it is there, and say so where it is not.
/// </summary>
internal static class SharedFolder
{
    public static string? Path { get; } = Find();

    /// <summary>A folder below <c>shared</c>, or null (with one line on the console) where it is missing.</summary>
    public static string? Find(params string[] below)
    {
        var folder = Path is null ? null : System.IO.Path.Combine([Path, .. below]);
        if (folder is not null && Directory.Exists(folder))
        {
            return folder;
        }

        Console.WriteLine($"Skipped: shared/{string.Join('/', below)} is not beside the repository.");
        return null;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("OCTAVO_SHARED") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "Octavo.slnx")))
            {
                var shared = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, "..", "shared"));
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
