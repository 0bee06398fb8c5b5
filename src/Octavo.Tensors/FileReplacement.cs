using System.Runtime.InteropServices;

namespace Octavo.Tensors;

/// <summary>
/// Writes a file whole or not at all: to a temporary file in the same folder, flushed to the disk, then renamed over the old one. Devices, pipes
/// and <c>-</c> (standard output) are written directly; a symbolic link stays, and the file it leads to is replaced.
/// </summary>
public static partial class FileReplacement
{
    private const int BufferSize = 1 << 16;
    private const int CurrentFolder = -100;
    private const uint ModeMask = 1;
    private const int ModeOffset = 28;
    private const int StatusLength = 256;
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int DirectoryFile = 0x4000;

    /// <param name="path">Where to write; its folder must exist.</param>
    /// <param name="write">Writes the content. What it throws goes on to the caller after the temporary file is removed.</param>
    /// <exception cref="OctavoException">InputOutput: no space, missing folder, no permission.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            if (path == "-")
            {
                var output = new BufferedStream(StandardStream.Output, BufferSize);
                write(output);
                output.Flush();
            }
            else if (IsWrittenDirectly(path))
            {
                using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, BufferSize);
                write(device);
                device.Flush();
            }
            else
            {
                Replace(Target(path), write);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Failure(path, failure);
        }
    }

    public static void Write(string path, ReadOnlyMemory<byte> content) => Write(path, stream => stream.Write(content.Span));

    /// <summary>Says before long work whether the path can be written at all.</summary>
    /// <exception cref="OctavoException">InputOutput: its folder is missing, or a folder stands in its place.</exception>
    public static void RequireFolder(string path)
    {
        if (path == "-")
        {
            return;
        }

        try
        {
            CheckPlace(path);
        }
        catch (IOException failure)
        {
            throw Failure(path, failure);
        }
    }

    /// <summary>Removes what this process is writing at the moment, for one that must end at once. Nothing is written afterwards.</summary>
    public static void RemovePartialFiles() => PartialFiles.RemoveAll();

    private static string CheckPlace(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("This is a folder, not a file.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        return Directory.Exists(folder) ? folder : throw new DirectoryNotFoundException();
    }

    private static void Replace(string path, Action<Stream> write)
    {
        var folder = CheckPlace(path);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId:x}.{Guid.NewGuid():N}.partial");
        try
        {
            using (var stream = PartialFiles.Create(temporary, path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize)))
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

            if (!OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            File.Move(temporary, path, overwrite: true);
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

    private static string Target(string path) => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;

    private static bool IsWrittenDirectly(string path)
    {
        var full = Path.GetFullPath(path);
        if (full.StartsWith(@"\\.\", StringComparison.Ordinal))
        {
            return true;
        }

        if (!Path.Exists(path))
        {
            return false;
        }

        // /dev/stdout may lead to a regular file that another program holds open: renaming over it would lose the output.
        return full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal)
            ? !full.StartsWith("/dev/shm/", StringComparison.Ordinal)
            : OperatingSystem.IsLinux() && FileType(path) is not (RegularFile or DirectoryFile or 0);
    }

    /// <summary>The type bits of the file's mode, links followed; 0 where they cannot be had.</summary>
    private static unsafe int FileType(string path)
    {
        // struct statx has one layout on all Linux machines: stx_mode is the 16 bits at byte 28. Source: statx(2).
        var status = stackalloc byte[StatusLength];
        return GetStatus(CurrentFolder, path, 0, ModeMask, status) == 0 ? *(ushort*)(status + ModeOffset) & FileTypeMask : 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int GetStatus(int folder, string path, int flags, uint mask, byte* status);

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
        return new OctavoException(ErrorKind.InputOutput, what, path, found: isNamed ? null : failure.Message.TrimEnd('.'), hint: hint, inner: failure);
    }

    /// <summary>ENOSPC is 28 on Linux and macOS, EDQUOT 122 and 69; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.</summary>
    private static bool IsNoSpace(Exception failure) =>
        OperatingSystem.IsWindows() ? (failure.HResult & 0xFFFF) is 112 or 39 : failure.HResult is 28 or 122 or 69;
}
