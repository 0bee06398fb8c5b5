namespace Octavo.Tensors.Tests;

public sealed class FileReplacementTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("octavo").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        var path = Path.Combine(folder, "model");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => FileReplacement.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_written_file_replaces_the_old_one_through_a_link()
    {
        var path = Path.Combine(folder, "model");
        var link = Path.Combine(folder, "link");
        File.WriteAllText(path, "old");
        File.CreateSymbolicLink(link, path);
        FileReplacement.Write(link, "new"u8.ToArray());
        Assert.Equal("new", File.ReadAllText(path));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);
    }

    [Theory]
    [InlineData("missing/model", "folder")]
    [InlineData(".", "folder")]
    public void A_place_that_cannot_be_written_is_an_error_of_input_and_output(string path, string expected)
    {
        var error = Assert.Throws<OctavoException>(() => FileReplacement.Write(Path.Combine(folder, path), new byte[1]));
        Assert.Equal(ErrorKind.InputOutput, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_device_is_written_directly_and_reported()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var error = Assert.Throws<OctavoException>(() => FileReplacement.Write("/dev/full", new byte[100_000]));
        Assert.Equal(ErrorKind.InputOutput, error.Kind);
        Assert.Contains("no space", error.What, StringComparison.Ordinal);
        FileReplacement.Write("/dev/null", new byte[100]);
        Assert.True(File.Exists("/dev/null"));
    }
}
