using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>
/// Checks where a command will write before it computes anything: each place, what is there already, and that nothing is written twice or
/// over an input.
/// </summary>
internal static class OutputFiles
{
    /// <summary>Where a SavedModel has its files.</summary>
    private static readonly string[] ModelFolders = ["", "variables", "assets", "assets.extra"];

    /// <param name="force">Whether files that are there may be replaced; inputs never are.</param>
    /// <param name="inputs">Files and folders that the command reads; null and what is not there are passed over.</param>
    /// <param name="outputs">The option and the path of each file to write; null where the option is not given.</param>
    /// <exception cref="OctavoException">A place cannot be written, or two of the paths are one file (kind Usage).</exception>
    public static void Require(bool force, IEnumerable<string?> inputs, params (string Option, string? Path)[] outputs)
    {
        var read = new Lazy<Dictionary<string, string>>(() => Identities(inputs));
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, path) in outputs)
        {
            if (path is null)
            {
                continue;
            }

            if (path.Length == 0)
            {
                throw new OctavoException(ErrorKind.Usage, $"The path of {option} is empty.", null, "a file, or - for standard output");
            }

            if (path != "-" && FileStatus.IsDeviceOrPipe(path))
            {
                continue;
            }

            var identity = path == "-" ? "-" : IdentityOf(path);
            if (read.Value.TryGetValue(identity, out var input))
            {
                throw new OctavoException(ErrorKind.Usage, $"{option} would replace an input.", path,
                    found: input == path ? null : $"the same file as {input}", hint: "Give another path.");
            }

            if (!written.TryAdd(identity, option))
            {
                throw new OctavoException(ErrorKind.Usage, $"{option} and {written[identity]} are the same file.", path,
                    hint: "Give each its own path.");
            }

            FileReplacement.RequireFolder(path, force);
        }
    }

    private static string IdentityOf(string path)
    {
        try
        {
            return FileStatus.Identity(path);
        }
        catch (IOException failure)
        {
            throw new OctavoException(ErrorKind.InputOutput, "The file cannot be written.", path, found: failure.Message, inner: failure);
        }
    }

    /// <summary>The files that the paths lead to; of a folder those of a SavedModel.</summary>
    private static Dictionary<string, string> Identities(IEnumerable<string?> inputs)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in inputs.OfType<string>())
        {
            var files = Directory.Exists(input)
                ? ModelFolders.Select(folder => Path.Combine(input, folder)).Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { IgnoreInaccessible = true }))
                : File.Exists(input) && !FileStatus.IsDeviceOrPipe(input) ? [input] : [];
            foreach (var file in files)
            {
                result.TryAdd(IdentityOf(file), file);
            }
        }

        return result;
    }
}
