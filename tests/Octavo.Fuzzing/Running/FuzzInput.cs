namespace Octavo.Fuzzing;

/// <summary>What one case reads: a file, or the files of a folder.</summary>
/// <param name="Name">Where it came from.</param>
/// <param name="Files">Paths relative to the folder; a single file has its name.</param>
internal sealed record FuzzInput(string Name, IReadOnlyList<KeyValuePair<string, byte[]>> Files)
{
    public long Length => Files.Sum(file => (long)file.Value.Length);

    public byte[] Bytes => Files[0].Value;

    public static FuzzInput OfFile(string path) => new(path, [KeyValuePair.Create(Path.GetFileName(path), File.ReadAllBytes(path))]);

    public static FuzzInput OfFolder(string folder) => new(
        folder,
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => KeyValuePair.Create(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes(path)))]);

    public static FuzzInput OfText(string name, string text) =>
        new(name, [KeyValuePair.Create(name, System.Text.Encoding.UTF8.GetBytes(text))]);

    public FuzzInput With(int file, byte[] bytes) =>
        this with { Files = [.. Files.Select((own, index) => index == file ? KeyValuePair.Create(own.Key, bytes) : own)] };

    /// <summary>Writes the files into a folder; what else lies there goes.</summary>
    /// <returns>The path of the file where there is one; else of the folder.</returns>
    public string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        var paths = Files.Select(file => Path.Combine(folder, file.Key)).ToHashSet(StringComparer.Ordinal);
        foreach (var stale in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !paths.Contains(path))
            .ToList())
        {
            File.Delete(stale);
        }

        foreach (var (name, bytes) in Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }

        return Files.Count == 1 ? Path.Combine(folder, Files[0].Key) : folder;
    }
}
