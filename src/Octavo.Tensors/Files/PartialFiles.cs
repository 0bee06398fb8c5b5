namespace Octavo.Tensors;

/// <summary>The files that this process is writing and has not yet put into their places.</summary>
internal static class PartialFiles
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Paths = new(StringComparer.Ordinal);
    private static bool stopped;

    /// <summary>Creates a file and remembers it, in one step for <see cref="RemoveAll"/>.</summary>
    /// <exception cref="OperationCanceledException"><see cref="RemoveAll"/> was called: the process is about to end.</exception>
    public static FileStream Create(string path, Func<string, FileStream> create)
    {
        lock (Gate)
        {
            if (stopped)
            {
                throw new OperationCanceledException();
            }

            var stream = create(path);
            Paths.Add(path);
            return stream;
        }
    }

    /// <summary>Whether this process is writing the file.</summary>
    public static bool Contains(string path)
    {
        lock (Gate)
        {
            return Paths.Contains(path);
        }
    }

    /// <summary>The file is in its place, or gone.</summary>
    public static void Forget(string path)
    {
        lock (Gate)
        {
            Paths.Remove(path);
        }
    }

    /// <summary>Removes all of them, and lets no other come into being.</summary>
    public static void RemoveAll()
    {
        lock (Gate)
        {
            stopped = true;
            foreach (var path in Paths)
            {
                Remove(path);
            }

            Paths.Clear();
        }
    }

    /// <summary>Removes a file if that is possible: where it is not, another error is the one to report.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A disk that is gone cannot be tidied up; what is left is found by the next process that writes there.
        }
    }
}
