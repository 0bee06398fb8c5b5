namespace Octavo.Architecture;

/// <summary>The files of the repository as a clone has them: nothing that a build leaves behind.</summary>
internal static class Repository
{
    private static readonly HashSet<string> BuildFolders =
        new(["artifacts", "bin", "obj", ".git", ".vs", ".idea", "TestResults"], StringComparer.Ordinal);

    private static readonly HashSet<string> TextEndings = new(
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".md", ".json", ".proto", ".tsv", ".editorconfig", ".gitignore", ".gitattributes",
            ".sh", ".yml", ".txt", ".asm", ""],
        StringComparer.OrdinalIgnoreCase);

    public static string Root => RepositoryFolder.Root;

    /// <summary>Every file, relative to the root, with forward slashes, sorted.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(Relative).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> TextFiles => Files.Where(file => TextEndings.Contains(Path.GetExtension(file)));

    /// <summary>What people write in C#: generated files (*.g.cs) are judged by their generator.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
        [.. Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(file => new SourceFile(file, Read(file)))];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            // A linked work tree has a file .git where a clone has a folder.
            if (Path.GetFileName(file) != ".git")
            {
                yield return file;
            }
        }

        foreach (var file in Directory.EnumerateDirectories(folder).Where(inner => !BuildFolders.Contains(Path.GetFileName(inner)))
            .SelectMany(Walk))
        {
            yield return file;
        }
    }
}
