namespace Octavo.Tensors;

/// <summary>
/// What processes left behind that were killed while they wrote. Each writer holds its file locked, so that a file without a lock has no
/// writer.
/// </summary>
internal static class StalePartialFiles
{
    private const string Ending = ".partial";
    private const int IdentifierLength = 32;
    private const int LongestName = 60;

    /// <summary>The name of a file to write first, in the folder of the one that it becomes.</summary>
    public static string NameFor(string name) =>
        $".{(name.Length > LongestName ? name[..LongestName] : name)}.{Environment.ProcessId:x}.{Guid.NewGuid():N}{Ending}";

    /// <summary>Removes the partial files of the folder that nobody writes any more.</summary>
    /// <param name="own">
    /// One that this process is writing: where it can be opened again, the file system knows no locks, and nothing is removed.
    /// </param>
    public static void Remove(string folder, string own)
    {
        var others = Directory.EnumerateFiles(folder, $".*{Ending}")
            .Where(path => IsPartial(Path.GetFileName(path)) && !PartialFiles.Contains(path)).ToList();
        if (others.Count == 0 || CanBeOpened(own, _ => { }))
        {
            return;
        }

        foreach (var path in others)
        {
            CanBeOpened(path, PartialFiles.Remove);
        }
    }

    private static bool IsPartial(string name)
    {
        var parts = name.Split('.');
        return parts is [.., var process, var identifier, _] && parts.Length >= 5 && identifier.Length == IdentifierLength
            && identifier.All(char.IsAsciiHexDigitLower) && process.Length is >= 1 and <= 8 && process.All(char.IsAsciiHexDigitLower);
    }

    /// <param name="whileOpen">Runs while nobody else can open the file.</param>
    private static bool CanBeOpened(string path, Action<string> whileOpen)
    {
        try
        {
            var share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, share, 1);
            whileOpen(path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
