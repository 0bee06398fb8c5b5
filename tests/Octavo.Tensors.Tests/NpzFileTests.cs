using System.IO.Compression;

namespace Octavo.Tensors.Tests;

public sealed class NpzFileTests
{
    private static readonly Dictionary<string, Tensor> Arrays = new()
    {
        ["call0/input/0"] = Tensor.From(new Shape(2, 2), 1f, 2f, 3f, 4f),
        ["größe"] = Tensor.From(new Shape(3), 1L, 2L, 3L),
        ["empty"] = Tensor.Zeros(ElementType.Int8, new Shape(0, 4)),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Arrays_come_back_under_their_names_in_their_order(bool compress)
    {
        using var archive = NpzFile.Open(Write(Arrays, compress), "test");
        Assert.Equal(Arrays.Keys, archive.Names);
        foreach (var (name, tensor) in Arrays)
        {
            var read = archive.Read(name);
            Assert.Equal((tensor.ElementType, tensor.Shape), (read.ElementType, read.Shape));
            Assert.Equal(tensor.Bytes.ToArray(), read.Bytes.ToArray());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Other_readers_of_zip_accept_the_archive(bool compress)
    {
        using var zip = new ZipArchive(new MemoryStream(Write(Arrays, compress)));
        Assert.Equal(Arrays.Keys.Select(name => name + ".npy"), zip.Entries.Select(entry => entry.FullName));
        using var content = zip.Entries[0].Open();
        var copy = new MemoryStream();
        content.CopyTo(copy);
        copy.Position = 0;
        Assert.Equal([1f, 2f, 3f, 4f], NpyFile.Read(copy, "test").Values<float>().ToArray());
    }

    [Fact]
    public void The_same_arrays_give_the_same_bytes() => Assert.Equal(Write(Arrays, true), Write(Arrays, true));

    [Fact]
    public void Two_arrays_can_be_read_slice_by_slice_at_once()
    {
        using var archive = NpzFile.Open(
            Write(new() { ["x"] = Tensor.From(new Shape(2, 1), 1f, 2f), ["y"] = Tensor.From(new Shape(2), 5, 6) }, true), "test");
        using var x = archive.OpenArray("x");
        using var y = archive.OpenArray("y");
        for (var index = 0; index < 2; index++)
        {
            Assert.True(x.TryReadSlice(out var value) && y.TryReadSlice(out var label));
            Assert.Equal(new Shape(1, 1), value.Shape);
        }

        Assert.False(x.TryReadSlice(out _));
    }

    [Fact]
    public void A_changed_byte_is_found_by_its_check_sum()
    {
        var bytes = Write(new() { ["a"] = Tensor.From(new Shape(2), 1f, 2f) }, false);
        bytes[30 + 5 + 128 + 3] ^= 1;
        using var archive = NpzFile.Open(bytes, "test");
        var error = Assert.Throws<OctavoException>(() => archive.Read("a"));
        Assert.Contains("CRC-32", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_stands_twice_is_refused_in_both_directions()
    {
        var twice = new KeyValuePair<string, Tensor>[] { new("a", Tensor.Scalar(1)), new("a", Tensor.Scalar(2)) };
        Assert.Throws<OctavoException>(() => NpzFile.Write(new MemoryStream(), twice));
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("a.npy");
            zip.CreateEntry("a.npy");
        }

        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => NpzFile.Open(stream.ToArray(), "test")).Kind);
    }

    [Fact]
    public void A_missing_array_is_named_with_what_is_there()
    {
        using var archive = NpzFile.Open(Write(Arrays, false), "test");
        Assert.Contains("call0/input/0", Assert.Throws<OctavoException>(() => archive.Read("x")).Found!, StringComparison.Ordinal);
    }

    private static byte[] Write(Dictionary<string, Tensor> arrays, bool compress)
    {
        var stream = new MemoryStream();
        NpzFile.Write(stream, arrays, compress);
        return stream.ToArray();
    }
}
