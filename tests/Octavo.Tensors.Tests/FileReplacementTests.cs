using System.Runtime.Versioning;

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

    [SystemFact("linux")]
    [SupportedOSPlatform("linux")]
    public void A_full_device_is_written_directly_and_reported()
    {
        var error = Assert.Throws<OctavoException>(() => FileReplacement.Write("/dev/full", new byte[100_000]));
        Assert.Equal(ErrorKind.InputOutput, error.Kind);
        Assert.Contains("no space", error.What, StringComparison.Ordinal);
        FileReplacement.Write("/dev/null", new byte[100]);
        Assert.True(File.Exists("/dev/null"));
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void A_relative_link_leads_from_where_it_stands_also_where_its_target_is_not_there_yet()
    {
        Directory.CreateDirectory(Path.Combine(folder, "deep", "below"));
        File.CreateSymbolicLink(Path.Combine(folder, "shortcut"), "deep/below");
        File.CreateSymbolicLink(Path.Combine(folder, "deep", "below", "link"), "../model");
        File.CreateSymbolicLink(Path.Combine(folder, "chain"), "shortcut/link");
        FileReplacement.Write(Path.Combine(folder, "chain"), "new"u8.ToArray());
        Assert.Equal("new", File.ReadAllText(Path.Combine(folder, "deep", "model")));
        Assert.NotNull(new FileInfo(Path.Combine(folder, "chain")).LinkTarget);
        Assert.Equal(3, Directory.GetFileSystemEntries(folder).Length);
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(folder, "b"), "a");
        var error = Assert.Throws<OctavoException>(() => FileReplacement.Write(Path.Combine(folder, "a"), new byte[1]));
        Assert.Equal(ErrorKind.InputOutput, error.Kind);
        Assert.Contains("circle", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_writers_that_may_not_replace_one_succeeds()
    {
        var path = Path.Combine(folder, "model");
        var results = new int[16];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = results.Length }, index =>
        {
            try
            {
                FileReplacement.Write(path, new[] { (byte)index }, replace: false);
                results[index] = 0;
            }
            catch (OctavoException error)
            {
                results[index] = error.ExitCode;
            }
        });
        var winner = Assert.Single(Enumerable.Range(0, results.Length), index => results[index] == 0);
        Assert.All(results.Where((_, index) => index != winner), code => Assert.Equal(2, code));
        Assert.Equal([(byte)winner], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    }

    [SystemFact("linux", "macos", "freebsd")]
    [UnsupportedOSPlatform("windows")]
    public void A_replaced_file_keeps_its_permissions_and_is_never_readable_for_others_meanwhile()
    {
        var path = Path.Combine(folder, "model");
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, Private);
        FileReplacement.Write(path, stream =>
        {
            stream.WriteByte(1);
            foreach (var file in Directory.GetFiles(folder))
            {
                Assert.Equal(Private, OperatingSystem.IsWindows() ? Private : File.GetUnixFileMode(file));
            }
        });
        Assert.Equal(Private, File.GetUnixFileMode(path));
    }

    [Fact]
    public void What_a_killed_writer_left_goes_with_the_next_write_and_what_others_write_stays()
    {
        var dead = Path.Combine(folder, $".model.7fff.{Guid.NewGuid():N}.partial");
        var mine = Path.Combine(folder, ".mine.partial");
        File.WriteAllText(dead, "half");
        File.WriteAllText(mine, "a user's own file");
        FileReplacement.Write(Path.Combine(folder, "first"), outer =>
        {
            Assert.False(File.Exists(dead));
            FileReplacement.Write(Path.Combine(folder, "second"), new byte[1]);
            outer.WriteByte(1);
        });
        Assert.Equal([".mine.partial", "first", "second"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_long_name_leaves_room_for_that_of_the_partial_file()
    {
        var path = Path.Combine(folder, new string('m', 250));
        FileReplacement.Write(path, new byte[3]);
        Assert.Equal(3, new FileInfo(path).Length);
    }

    [Fact]
    public void An_empty_path_is_an_error_of_usage() =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => FileReplacement.Write("", new byte[1])).Kind);

    [Fact]
    public void Two_paths_of_one_file_have_one_identity()
    {
        var path = Path.Combine(folder, "model");
        File.WriteAllText(path, "content");
        File.CreateSymbolicLink(Path.Combine(folder, "link"), path);
        Assert.Equal(FileStatus.Identity(path), FileStatus.Identity(Path.Combine(folder, "link")));
        Assert.Equal(FileStatus.Identity(path),
            FileStatus.Identity(Path.Combine(folder, ".", "none", "..", "link").Replace("none/../", "", StringComparison.Ordinal)));
        Assert.Equal(FileStatus.Identity(Path.Combine(folder, "new")), FileStatus.Identity(Path.Combine(folder, "x", "..", "new")));
        Assert.NotEqual(FileStatus.Identity(path), FileStatus.Identity(Path.Combine(folder, "new")));
    }
}
