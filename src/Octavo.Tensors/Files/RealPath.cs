namespace Octavo.Tensors;

/// <summary>The place that a path leads to once all links are followed.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows in one path.</summary>
    private const int MostLinks = 40;

    /// <summary>
    /// An absolute path without links, also where nothing is at its end: a link that leads nowhere gives the place where its target would
    /// be.
    /// </summary>
    /// <param name="path">Relative ones start in the current folder; links' own relative targets start where the link is.</param>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path)
                : Path.GetFullPath(path);
        }

        var current = path.StartsWith('/') ? "/" : Environment.CurrentDirectory;
        var rest = new Stack<string>(path.Split('/').Reverse());
        for (var links = 0; rest.TryPop(out var name);)
        {
            if (name is "" or ".")
            {
                continue;
            }

            if (name == "..")
            {
                // What comes before is without links, so that its parent is the folder above.
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, name);
            if (new FileInfo(next).LinkTarget is not { Length: > 0 } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException("Its links lead in a circle.");
            }

            Array.ForEach([.. target.Split('/').Reverse()], rest.Push);
            current = target[0] == '/' ? "/" : current;
        }

        return current;
    }
}
