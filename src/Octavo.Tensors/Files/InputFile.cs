namespace Octavo.Tensors;

/// <summary>Opens files for reading, with errors that say what is missing.</summary>
internal static class InputFile
{
    /// <summary>Opens a file, device or pipe; <c>-</c> is standard input.</summary>
    /// <exception cref="OctavoException">InputOutput: the file is missing, a folder, or may not be read.</exception>
    public static Stream Open(string path)
    {
        if (path == "-")
        {
            return Console.OpenStandardInput();
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Failure(path, failure);
        }
    }

    /// <summary>The error for a file that could not be opened or read.</summary>
    public static OctavoException Failure(string path, Exception failure)
    {
        if (path.Length == 0)
        {
            return new OctavoException(ErrorKind.Usage, "The path of an input is empty.", inner: failure);
        }

        var what = failure switch
        {
            FileNotFoundException => "The file does not exist.",
            DirectoryNotFoundException => "The folder of the file does not exist.",
            UnauthorizedAccessException when Directory.Exists(path) => "This is a folder, not a file.",
            UnauthorizedAccessException => "The file may not be read.",
            _ => "The file cannot be read.",
        };
        return new OctavoException(
            ErrorKind.InputOutput, what, path,
            found: failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException ? null : failure.Message,
            inner: failure);
    }
}
