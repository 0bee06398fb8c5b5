namespace Octavo.Tensors;

/// <summary>
/// Writes a file whole or not at all: to a temporary file in the same folder, flushed to the disk, then renamed into its place. Devices,
/// pipes and <c>-</c> (standard output) are written directly; a symbolic link stays, and the file it leads to is replaced, or made where
/// there is none.
/// </summary>
internal static class FileReplacement
{
    private const int BufferSize = 1 << 16;
    private const int MostTries = 5;

    /// <summary>Bytes of a file's name that file systems of Linux and macOS take.</summary>
    private const int LongestName = 255;

    /// <param name="path">Where to write; its folder must exist.</param>
    /// <param name="write">Writes the content. What it throws goes on to the caller after the temporary file is removed.</param>
    /// <param name="replace">Whether a file that is there already is replaced. Where not, it is found out in the same step that makes the
    /// new one: of
    /// several writers one succeeds.</param>
    /// <param name="verify">
    /// Looks at what was written before it takes the file's place, and throws where it must not; not called for what is written directly.
    /// </param>
    /// <exception cref="OctavoException">
    /// InputOutput: no space, missing folder, no permission. Usage: the path is empty, or a file is there.
    /// </exception>
    public static void Write(string path, Action<Stream> write, bool replace = true, Action<MappedFile>? verify = null)
    {
        RequirePath(path);
        try
        {
            if (path == "-")
            {
                var output = new BufferedStream(StandardStream.Output, BufferSize);
                write(output);
                output.Flush();
            }
            else if (FileStatus.IsDeviceOrPipe(path))
            {
                using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, BufferSize);
                write(device);
                device.Flush();
            }
            else
            {
                Replace(path, write, replace, verify);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Failure(path, failure);
        }
    }

    public static void Write(string path, ReadOnlyMemory<byte> content, bool replace = true) =>
        Write(path, stream => stream.Write(content.Span), replace);

    /// <summary>Says before long work whether the path can be written, as far as that can be known.</summary>
    /// <param name="replace">Whether a file that is there may be replaced.</param>
    /// <exception cref="OctavoException">InputOutput: its folder is missing or may not be written, or a folder stands in its place. Usage:
    /// the path is empty,
    /// or a file is there.</exception>
    public static void RequireFolder(string path, bool replace = true)
    {
        RequirePath(path);
        try
        {
            if (path == "-" || FileStatus.IsDeviceOrPipe(path))
            {
                return;
            }

            var target = Target(path);
            if (!FilePlacement.IsWritable(Path.GetDirectoryName(target)!))
            {
                throw new UnauthorizedAccessException();
            }

            if (!replace && File.Exists(target))
            {
                throw FilePlacement.Exists(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Failure(path, failure);
        }
    }

    /// <summary>Removes what this process is writing at the moment, for one that must end at once. Nothing is written afterwards.</summary>
    public static void RemovePartialFiles() => PartialFiles.RemoveAll();

    private static void RequirePath(string path)
    {
        if (path.Length == 0)
        {
            throw new OctavoException(ErrorKind.Usage, "The path of an output is empty.", null, "a file, or - for standard output");
        }
    }

    /// <summary>The file to make or to replace: links followed, in a folder that exists.</summary>
    private static string Target(string path)
    {
        var target = RealPath.Of(path);
        if (Path.EndsInDirectorySeparator(path) || Directory.Exists(target))
        {
            throw new IOException("This is a folder, not a file.");
        }

        if (!OperatingSystem.IsWindows() && System.Text.Encoding.UTF8.GetByteCount(Path.GetFileName(target)) > LongestName)
        {
            throw new IOException($"Its name is longer than {LongestName} bytes.");
        }

        return Directory.Exists(Path.GetDirectoryName(target)) ? target : throw new DirectoryNotFoundException();
    }

    private static void Replace(string path, Action<Stream> write, bool replace, Action<MappedFile>? verify)
    {
        var target = Target(path);
        var folder = Path.GetDirectoryName(target)!;
        UnixFileMode? mode = !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : null;
        var temporary = Path.Combine(folder, StalePartialFiles.NameFor(Path.GetFileName(target)));
        try
        {
            using (var stream = PartialFiles.Create(temporary, path => Create(path, mode)))
            {
                StalePartialFiles.Remove(folder, temporary);
                WriteThrough(stream, write);
                if (verify is not null)
                {
                    using var written = new MappedFile(path, stream);
                    verify(written);
                }

                if (!FilePlacement.IsForClosedFiles)
                {
                    Put(temporary, target, mode, replace);
                }
            }

            if (FilePlacement.IsForClosedFiles)
            {
                Put(temporary, target, mode, replace);
            }

            FilePlacement.FlushFolder(folder);
        }
        catch
        {
            PartialFiles.Remove(temporary);
            throw;
        }
        finally
        {
            PartialFiles.Forget(temporary);
        }
    }

    private static void WriteThrough(FileStream stream, Action<Stream> write)
    {
        var early = new EarlyFlushing(stream);
        try
        {
            write(early);
            early.FlushToDisk();
        }
        finally
        {
            early.Settle();
        }
    }

    private static void Put(string temporary, string target, UnixFileMode? mode, bool replace)
    {
        if (mode is { } kept && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, kept);
        }

        FilePlacement.Put(temporary, target, replace);
    }

    /// <summary>
    /// A new file, locked. Another process that tidies up may meet it before it is locked and remove it; then it is made again.
    /// </summary>
    /// <param name="mode">What the file that it becomes allows: no more, not even while it is written.</param>
    private static FileStream Create(string path, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None,
            BufferSize = BufferSize };
        if (mode is { } allowed && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = allowed | UnixFileMode.UserWrite;
        }

        for (var tries = 1; ; tries++)
        {
            FileStream? stream = null;
            try
            {
                stream = new FileStream(path, options);
            }
            catch (IOException) when (tries < MostTries && !File.Exists(path) && Directory.Exists(Path.GetDirectoryName(path)))
            {
                continue;
            }

            if (File.Exists(path) || tries == MostTries)
            {
                return stream;
            }

            stream.Dispose();
        }
    }

    private static OctavoException Failure(string path, Exception failure)
    {
        var (what, hint) = failure switch
        {
            DirectoryNotFoundException => ("The folder of the file does not exist.", "Create it, or write elsewhere."),
            UnauthorizedAccessException => ("The file may not be written.", "Check the permissions of the file and of its folder."),
            IOException when IsNoSpace(failure) => ("There is no space left to write the file.", "Free some space, or write elsewhere."),
            _ => ("The file cannot be written.", null),
        };
        var isNamed = failure is DirectoryNotFoundException or UnauthorizedAccessException || IsNoSpace(failure);
        return new OctavoException(ErrorKind.InputOutput, what, path == "-" ? "standard output" : path,
            found: isNamed ? null : failure.Message, hint: hint, inner: failure);
    }

    /// <summary>ENOSPC is 28 on Linux and macOS, EDQUOT 122 and 69; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.</summary>
    private static bool IsNoSpace(Exception failure) =>
        OperatingSystem.IsWindows() ? (failure.HResult & 0xFFFF) is 112 or 39 : failure.HResult is 28 or 122 or 69;
}
