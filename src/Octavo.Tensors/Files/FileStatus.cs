using System.Runtime.InteropServices;

namespace Octavo.Tensors;

/// <summary>What the file system says of a path, links followed.</summary>
internal static partial class FileStatus
{
    private const int CurrentFolder = -100;
    private const uint WantedFields = 0x101;
    private const int StatusLength = 256;
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int DirectoryFile = 0x4000;

    /// <summary>
    /// A text that two paths share where they are the same file: by links of both kinds, by <c>..</c>, and where nothing is there yet by
    /// their place.
    /// </summary>
    /// <exception cref="IOException">The path's links lead in a circle.</exception>
    public static unsafe string Identity(string path)
    {
        // struct statx has one layout on all Linux machines. Source: statx(2).
        var status = stackalloc byte[StatusLength];
        if (OperatingSystem.IsLinux() && GetStatus(CurrentFolder, path, 0, WantedFields, status) == 0)
        {
            return $"{*(uint*)(status + 136)}:{*(uint*)(status + 140)}:{*(ulong*)(status + 32)}";
        }

        var place = RealPath.Of(path);
        return OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? place.ToUpperInvariant() : place;
    }

    /// <summary>
    /// Whether the path leads to a device, a pipe or a socket, which is written as it is; false where that cannot be known.
    /// </summary>
    public static bool IsDeviceOrPipe(string path)
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

    /// <summary>The type bits of the file's mode; 0 where they cannot be had.</summary>
    private static unsafe int FileType(string path)
    {
        var status = stackalloc byte[StatusLength];
        return GetStatus(CurrentFolder, path, 0, WantedFields, status) == 0 ? *(ushort*)(status + 28) & FileTypeMask : 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int GetStatus(int folder, string path, int flags, uint mask, byte* status);
}
