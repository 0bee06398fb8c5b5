using System.Runtime.InteropServices;

namespace Octavo.Kernels;

/// <summary>
/// Memory that ends where a page begins that nobody may touch, so that a kernel which reads or writes behind its operands stops at once
/// instead of computing on. For tests, on Linux: the environment variable <see cref="VariableName"/> set to 1 asks for it; it costs a
/// region of pages for each value.
/// </summary>
internal static unsafe partial class GuardPages
{
    public const string VariableName = "OCTAVO_GUARD_PAGES";

    /// <summary>What fresh memory that promises no contents is filled with, so that reading before writing shows: NaN as a float.</summary>
    public const byte Filler = 0xFF;

    private const byte Canary = 0xA5;
    private const int NoAccess = 0;
    private const int ReadAndWrite = 3;
    private const int PrivateAnonymous = 0x22;

    /// <summary>Whether this process asks for guard pages.</summary>
    public static bool AreWanted { get; } = OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(VariableName) == "1";

    /// <summary>Zeroed memory whose last byte is followed by a page without access.</summary>
    /// <returns>The first byte: a multiple of the largest power of two, up to 64, that divides the count.</returns>
    /// <exception cref="InsufficientMemoryException">The system refuses.</exception>
    internal static byte* Allocate(long byteCount)
    {
        var (start, pages) = Region(byteCount);
        var page = Environment.SystemPageSize;
        var region = (byte*)Map(null, (nuint)(pages + page), NoAccess, PrivateAnonymous, -1, 0);
        if ((nint)region == -1 || Protect(region, (nuint)pages, ReadAndWrite) != 0)
        {
            throw new InsufficientMemoryException($"The system gives no {byteCount} bytes with a guard page.");
        }

        new Span<byte>(region, (int)start).Fill(Canary);
        return region + start;
    }

    /// <summary>Gives back what <see cref="Allocate"/> gave, and looks whether anything was written in front of it.</summary>
    internal static void Free(byte* pointer, long byteCount)
    {
        var (start, pages) = Region(byteCount);
        var region = pointer - start;
        if (new Span<byte>(region, (int)start).IndexOfAnyExcept(Canary) is >= 0 and var position)
        {
            Environment.FailFast($"Something wrote {start - position} bytes in front of {byteCount} bytes of memory.");
        }

        _ = Unmap(region, (nuint)(pages + Environment.SystemPageSize));
    }

    private static (long Start, long Pages) Region(long byteCount)
    {
        var page = Environment.SystemPageSize;
        var pages = (Math.Max(byteCount, 1) + page - 1) / page * page;
        return (pages - byteCount, pages);
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(void* address, nuint length);
}
