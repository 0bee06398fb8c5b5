using System.Globalization;

namespace Octavo.Kernels.Tests;

public sealed unsafe class GuardPagesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public void Memory_is_zero_and_ends_where_a_page_without_access_begins(int byteCount)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.False(GuardPages.AreWanted);
            return;
        }

        var first = GuardPages.Allocate(byteCount);
        try
        {
            Assert.Equal(-1, new Span<byte>(first, byteCount).IndexOfAnyExcept((byte)0));
            new Span<byte>(first, byteCount).Fill(7);
            Assert.Equal("rw-p", AccessOf((nuint)(first + byteCount - 1)));
            Assert.Equal("---p", AccessOf((nuint)(first + byteCount)));
        }
        finally
        {
            GuardPages.Free(first, byteCount);
        }
    }

    private static string AccessOf(nuint address)
    {
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var (range, rest) = (line.Split(' ')[0].Split('-'), line.Split(' ')[1]);
            if (address >= nuint.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                && address < nuint.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            {
                return rest;
            }
        }

        return "unmapped";
    }
}
