namespace Octavo.TFLite.Tests;

/// <summary>Finds the folder of recorded cases beside the repository.</summary>
internal static class SharedFolder
{
    /// <summary>Null where there is none; then a line on the console says that a suite did not run.</summary>
    public static string? Find(string suite)
    {
        var given = Environment.GetEnvironmentVariable("OCTAVO_SHARED");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); given is null && folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Octavo.slnx")))
            {
                given = Path.Combine(folder.FullName, "..", "shared");
            }
        }

        if (given is not null && Directory.Exists(given))
        {
            return given;
        }

        Console.WriteLine($"skipped {suite}: no folder 'shared' lies beside the repository");
        return null;
    }
}
