namespace Octavo.Testing;

/// <summary>The repository that the tests run in.</summary>
public static class RepositoryFolder
{
    /// <summary>The folder that holds Octavo.slnx.</summary>
    public static string Root { get; } = Find();

    public static string Of(params string[] below) => Path.Combine([Root, .. below]);

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Octavo.slnx")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds Octavo.slnx.");
    }
}
