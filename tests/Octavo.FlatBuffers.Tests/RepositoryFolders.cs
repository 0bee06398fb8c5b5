namespace Octavo.FlatBuffers.Tests;

/// <summary>Where the sources, the committed models and, if present, the shared models are.</summary>
internal static class RepositoryFolders
{
    public static string Root { get; } = FindRoot();

    public static string Schema { get; } = Path.Combine(Root, "src", "Octavo.FlatBuffers", "Schema");

    /// <summary>The folder `shared` beside the repository, or the one that OCTAVO_SHARED names; null where there is none.</summary>
    public static string? Shared { get; } = new[]
    {
        Environment.GetEnvironmentVariable("OCTAVO_SHARED"),
        Path.Combine(Root, "..", "shared"),
    }.FirstOrDefault(Directory.Exists);

    public static byte[] Model(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Models", name + ".tflite"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Octavo.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Octavo.slnx");
        }

        return folder.FullName;
    }
}
