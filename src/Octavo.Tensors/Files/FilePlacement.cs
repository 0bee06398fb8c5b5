using System.Runtime.InteropServices;

namespace Octavo.Tensors;

/// <summary>Puts a finished file into its place, in one step that others see whole or not at all.</summary>
internal static partial class FilePlacement
{
    private const int CurrentFolder = -100;
    private const uint NoReplacement = 1;
    private const int FileExists = 17;
    private const int ReadFolder = 0;
    private const int MayWrite = 2;

    /// <summary>Whether renaming needs the file to be closed.</summary>
    public static bool IsForClosedFiles => OperatingSystem.IsWindows();

    /// <exception cref="OctavoException">Usage: something is there, and may not be replaced.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    public static void Put(string temporary, string path, bool replace)
    {
        if (replace)
        {
            File.Move(temporary, path, overwrite: true);
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            var error = RenameToNew(temporary, path);
            if (error == 0)
            {
                return;
            }

            if (error == FileExists)
            {
                throw Exists(path);
            }
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (Path.Exists(path))
        {
            throw Exists(path);
        }
    }

    public static OctavoException Exists(string path) =>
        new(ErrorKind.Usage, "The output file exists.", path, hint: "Give another path, or --force to replace it.");

    /// <summary>
    /// Writes the folder's list of names to the disk, so that the new name outlives a loss of power, where the system offers that.
    /// </summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = OpenFolder(folder, ReadFolder);
        if (descriptor >= 0)
        {
            _ = FlushDescriptor(descriptor);
            _ = CloseDescriptor(descriptor);
        }
    }

    /// <summary>Whether names can be added to the folder, as far as that can be known without trying.</summary>
    public static bool IsWritable(string folder) => OperatingSystem.IsWindows() || CheckAccess(folder, MayWrite) == 0;

    /// <summary>
    /// 0, or the system's number of the error: a rename that replaces nothing, or where the file system has none a second name and the end
    /// of the first.
    /// </summary>
    private static int RenameToNew(string temporary, string path)
    {
        if (OperatingSystem.IsLinux())
        {
            if (Rename(CurrentFolder, temporary, CurrentFolder, path, NoReplacement) == 0)
            {
                return 0;
            }

            if (Marshal.GetLastPInvokeError() == FileExists)
            {
                return FileExists;
            }
        }

        if (Link(temporary, path) != 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        PartialFiles.Remove(temporary);
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FlushDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CheckAccess(string path, int mode);
}
