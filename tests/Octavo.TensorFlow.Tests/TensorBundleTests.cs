using System.Runtime.InteropServices;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

public sealed class TensorBundleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tensors_of_several_files_are_read_back_with_and_without_compression(bool compress)
    {
        var writer = new BundleWriter(3) { Compress = compress };
        for (var index = 0; index < 30; index++)
        {
            writer.Add($"layer/{index:D2}/kernel", DataType.DtFloat, new Shape(2), Floats(index, -index), index % 3);
        }

        using var bundle = TensorBundle.Open(writer.Write(folder.Path), ReaderLimits.Default);
        Assert.Equal(30, bundle.Keys.Count());
        for (var index = 0; index < 30; index++)
        {
            Assert.Equal([index, -index], bundle.Tensor($"layer/{index:D2}/kernel").Read().Values<float>().ToArray());
        }
    }

    [Fact]
    public void A_tensor_stored_in_slices_is_put_together()
    {
        var prefix = Partitioned().Write(folder.Path);
        using var bundle = TensorBundle.Open(prefix, ReaderLimits.Default);
        Assert.Equal(Enumerable.Range(0, 12).Select(value => (float)value), bundle.Tensor("table").Read().Values<float>().ToArray());
    }

    [Theory]
    [InlineData("3 4 0,2:0,4", new float[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [InlineData("3 4 0,2:-", new float[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [InlineData("3 4 1,2:1,2", new float[] { 5, 6, 9, 10 })]
    [InlineData("3 4 -:3,1", new float[] { 3, 7, 11 })]
    [InlineData("", new float[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 })]
    public void A_part_is_read_from_its_slice_or_cut_out_of_the_whole(string slice, float[] expected)
    {
        using var bundle = TensorBundle.Open(Partitioned().Write(folder.Path), ReaderLimits.Default);
        Assert.Equal(expected, bundle.Tensor("table", slice).Read().Values<float>().ToArray());
    }

    [Theory]
    [InlineData("3 4 0,9:-")]
    [InlineData("3 5 0,1:-")]
    [InlineData("3 4 0,1")]
    [InlineData("nonsense")]
    [InlineData("3 4 -1,1:-")]
    public void A_part_that_does_not_fit_is_refused(string slice)
    {
        using var bundle = TensorBundle.Open(Partitioned().Write(folder.Path), ReaderLimits.Default);
        Assert.Equal(ErrorKind.MalformedModel, Assert.Throws<OctavoException>(() => bundle.Tensor("table", slice).Read()).Kind);
    }

    [Fact]
    public void Slices_that_leave_a_gap_are_refused()
    {
        var writer = new BundleWriter()
            .AddSliced("table", DataType.DtFloat, new Shape(2, 1), (new TensorSlice([(0, 1), (0, -1)]), new Shape(1, 1), Floats(1), 0));
        using var bundle = TensorBundle.Open(writer.Write(folder.Path), ReaderLimits.Default);
        Assert.Contains("do not cover", Assert.Throws<OctavoException>(() => bundle.Tensor("table").Read()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Strings_are_read_with_both_checksums()
    {
        using var bundle = TensorBundle.Open(new BundleWriter().AddStrings("words", new Shape(3), "one", "", "käse").Write(folder.Path),
            ReaderLimits.Default);
        Assert.Equal(["one", "", "käse"],
            bundle.Tensor("words").Read().Strings.Select(text => System.Text.Encoding.UTF8.GetString(text.Span)));
    }

    [Fact]
    public void A_changed_string_fails_its_checksum()
    {
        var prefix = new BundleWriter().AddStrings("words", new Shape(2), "one", "two").Write(folder.Path);
        Damage(prefix + ".data-00000-of-00001", bytes => bytes[^1] ^= 1);
        using var bundle = TensorBundle.Open(prefix, ReaderLimits.Default);
        Assert.Equal(ErrorKind.Integrity, Assert.Throws<OctavoException>(() => bundle.Tensor("words").Read()).Kind);
    }

    [Fact]
    public void Elements_below_a_byte_are_packed()
    {
        using var bundle = TensorBundle.Open(new BundleWriter().Add("w", DataType.DtInt4, new Shape(3), [1, 0xff, 7]).Write(folder.Path),
            ReaderLimits.Default);
        Assert.Equal([0xf1, 0x07], bundle.Tensor("w").Read().Bytes.ToArray());
    }

    [Fact]
    public void A_changed_value_fails_its_checksum_and_names_variable_file_and_offset()
    {
        var prefix = new BundleWriter().Add("a", DataType.DtFloat, new Shape(2), Floats(1, 2))
            .Add("b", DataType.DtFloat, new Shape(1), Floats(3)).Write(folder.Path);
        Damage(prefix + ".data-00000-of-00001", bytes => bytes[9] ^= 0x40);
        using var bundle = TensorBundle.Open(prefix, ReaderLimits.Default);
        Assert.Equal([1f, 2f], bundle.Tensor("a").Read().Values<float>().ToArray());
        var error = Assert.Throws<OctavoException>(() => bundle.Tensor("b").Read());
        Assert.Equal(ErrorKind.Integrity, error.Kind);
        Assert.Contains("'b'", error.Where, StringComparison.Ordinal);
        Assert.Contains("variables.data-00000-of-00001 at offset 8", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_off_data_file_is_refused_when_the_variable_is_read()
    {
        var prefix = new BundleWriter().Add("a", DataType.DtFloat, new Shape(2), Floats(1, 2)).Write(folder.Path);
        var data = prefix + ".data-00000-of-00001";
        File.WriteAllBytes(data, File.ReadAllBytes(data)[..5]);
        using var bundle = TensorBundle.Open(prefix, ReaderLimits.Default);
        var error = Assert.Throws<OctavoException>(() => bundle.Tensor("a").Read());
        Assert.Equal((ErrorKind.MalformedModel, "a file of 5 bytes"), (error.Kind, error.Found));
    }

    [Fact]
    public void A_missing_data_file_is_named_and_other_files_stay_readable()
    {
        var prefix = new BundleWriter(2).Add("a", DataType.DtFloat, new Shape(1), Floats(1))
            .Add("b", DataType.DtFloat, new Shape(1), Floats(2), 1).Write(folder.Path);
        File.Delete(prefix + ".data-00001-of-00002");
        using var bundle = TensorBundle.Open(prefix, ReaderLimits.Default);
        Assert.Equal(1f, bundle.Tensor("a").Read().Values<float>()[0]);
        var error = Assert.Throws<OctavoException>(() => bundle.Tensor("b").Read());
        Assert.EndsWith("variables.data-00001-of-00002", error.Where, StringComparison.Ordinal);
        Assert.Contains("'b'", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_big_endian_checkpoint_is_refused()
    {
        var prefix = new BundleWriter { Endianness = BundleHeaderProto.Types.Endianness.Big }.Add("a", DataType.DtFloat, new Shape(1),
            Floats(1)).Write(folder.Path);
        Assert.Equal(ErrorKind.UnsupportedFeature,
            Assert.Throws<OctavoException>(() => TensorBundle.Open(prefix, ReaderLimits.Default)).Kind);
    }

    [Fact]
    public void A_size_that_does_not_fit_the_shape_is_refused()
    {
        using var bundle = TensorBundle.Open(new BundleWriter().Add("a", DataType.DtFloat, new Shape(3), Floats(1, 2)).Write(folder.Path),
            ReaderLimits.Default);
        Assert.Contains("12 bytes", Assert.Throws<OctavoException>(() => bundle.Tensor("a").Read()).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_index_block_fails_its_checksum()
    {
        var prefix = new BundleWriter().Add("a", DataType.DtFloat, new Shape(1), Floats(1)).Write(folder.Path);
        Damage(prefix + ".index", bytes => bytes[3] ^= 1);
        Assert.Equal(ErrorKind.Integrity, Assert.Throws<OctavoException>(() => TensorBundle.Open(prefix, ReaderLimits.Default)).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_index_cut_off_anywhere_is_refused(bool compress)
    {
        var prefix = new BundleWriter { Compress = compress }.Add("a", DataType.DtFloat, new Shape(1), Floats(1)).Write(folder.Path);
        var whole = File.ReadAllBytes(prefix + ".index");
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(prefix + ".index", whole[..length]);
            Assert.Throws<OctavoException>(() => TensorBundle.Open(prefix, ReaderLimits.Default));
        }
    }

    [Fact]
    public void A_block_that_would_decompress_too_far_is_refused_before_it_is()
    {
        var prefix =
            new BundleWriter { Compress = true }.Add(new string('a', 4000), DataType.DtFloat, new Shape(1), Floats(1)).Write(folder.Path);
        var error =
            Assert.Throws<OctavoException>(() => TensorBundle.Open(prefix, ReaderLimits.Default with { MaximumIndexBlockBytes = 1000 }));
        Assert.Contains("1000", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_outlives_its_bundle_only_as_an_error()
    {
        var bundle = TensorBundle.Open(new BundleWriter().Add("a", DataType.DtFloat, new Shape(1), Floats(1)).Write(folder.Path),
            ReaderLimits.Default);
        var tensor = bundle.Tensor("a").Read();
        bundle.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tensor.Values<float>()[0]);
    }

    private static byte[] Floats(params float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    private static BundleWriter Partitioned() => new BundleWriter(2).AddSliced(
        "table", DataType.DtFloat, new Shape(3, 4),
        (new TensorSlice([(0, 2), (0, -1)]), new Shape(2, 4), Floats(0, 1, 2, 3, 4, 5, 6, 7), 0),
        (new TensorSlice([(2, 1), (0, 2)]), new Shape(1, 2), Floats(8, 9), 1),
        (new TensorSlice([(2, 1), (2, 2)]), new Shape(1, 2), Floats(10, 11), 0));

    private static void Damage(string path, Action<byte[]> damage)
    {
        var bytes = File.ReadAllBytes(path);
        damage(bytes);
        File.WriteAllBytes(path, bytes);
    }
}
