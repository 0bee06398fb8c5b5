using System.Runtime.Versioning;

namespace Octavo.Tensors.Tests;

public sealed class MappedFileTests : IDisposable
{
    private const long Large = 17L << 20;

    private readonly string folder = Directory.CreateTempSubdirectory("octavo").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void A_small_file_that_is_cut_off_later_stays_as_it_was()
    {
        var path = Write(100_000);
        using var file = new MappedFile(path);
        var memory = file.Memory(0, 100_000);
        Truncate(path, 10);
        Assert.Equal((byte)(99_999 % 251), memory.Span[99_999]);
        Assert.Equal(100_000, file.Length);
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void A_large_file_that_is_cut_off_is_an_error_when_a_part_of_it_is_taken()
    {
        var path = Write(Large);
        using var file = new MappedFile(path);
        var early = file.Memory(Large - 10, 10);
        Assert.Equal((byte)((Large - 10) % 251), early.Span[0]);
        Truncate(path, 4096);
        foreach (var take in new Action[] { () => file.Memory(Large - 10, 10), () => _ = early.Span[0] })
        {
            var error = Assert.Throws<OctavoException>(take);
            Assert.Equal(ErrorKind.InputOutput, error.Kind);
            Assert.Contains("shorter", error.What, StringComparison.Ordinal);
        }

        Assert.Equal(0, file.Memory(0, 1).Span[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4097)]
    [InlineData(Large)]
    public void Every_byte_is_the_files(long length)
    {
        using var file = new MappedFile(Write(length));
        Assert.Equal(length, file.Length);
        foreach (var offset in new[] { 0, length / 2, length - 1 })
        {
            Assert.Equal((byte)(offset % 251), file.Memory(offset, 1).Span[0]);
        }
    }

    [Fact]
    public void A_folder_is_no_file_and_says_so()
    {
        var error = Assert.Throws<OctavoException>(() => new MappedFile(folder));
        Assert.Equal(ErrorKind.InputOutput, error.Kind);
        Assert.Contains("folder", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void After_disposal_nothing_can_be_read()
    {
        var file = new MappedFile(Write(10));
        var memory = file.Memory(0, 10);
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.Span[0]);
    }

    private string Write(long length)
    {
        var path = Path.Combine(folder, $"file{length}");
        var bytes = new byte[length];
        for (long index = 0; index < length; index++)
        {
            bytes[index] = (byte)(index % 251);
        }

        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void Truncate(string path, long length)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.SetLength(length);
    }
}
