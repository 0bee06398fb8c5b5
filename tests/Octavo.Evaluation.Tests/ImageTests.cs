namespace Octavo.Evaluation.Tests;

/// <summary>A few recorded pictures that travel with the repository: pixels from Pillow 13 and libjpeg-turbo 3.2.</summary>
public sealed class ImageTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Cases");

    [Theory]
    [InlineData("gray_1_trns.png")]
    [InlineData("palette_2_adam7.png")]
    [InlineData("rgb_16.png")]
    [InlineData("filter_4_rgb_8.png")]
    [InlineData("size_5x7_420.jpg")]
    [InlineData("gray_progressive_q30.jpg")]
    [InlineData("progressive_restart.jpg")]
    [InlineData("ycck_adobe2_420.jpg")]
    [InlineData("exif_orientation_6.jpg")]
    public void Pixels_are_those_of_the_reference_decoders(string file)
    {
        using var arrays = NpzFile.Open(Path.Combine(Folder, "pixels.npz"));
        AssertEqual(arrays.Read($"{file}/pixels"), ImageFile.Read(Path.Combine(Folder, file)));
        if (arrays.Contains($"{file}/oriented"))
        {
            AssertEqual(arrays.Read($"{file}/oriented"), ImageFile.Read(Path.Combine(Folder, file), applyOrientation: true));
        }
    }

    [Theory]
    [InlineData("jpeg_dimensions_65535.jpg")]
    [InlineData("jpeg_restart_missing.jpg")]
    [InlineData("jpeg_scan_ends_early_with_eoi.jpg")]
    [InlineData("png_dimensions_100000.png")]
    [InlineData("png_crc_idat.png")]
    public void Damaged_pictures_are_refused_without_taking_memory(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => ImageFile.Decode(bytes, file)).Kind);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Theory]
    [InlineData("size_5x7_420.jpg")]
    [InlineData("progressive_restart.jpg")]
    [InlineData("palette_2_adam7.png")]
    public void Every_single_changed_byte_gives_pixels_or_a_typed_error(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        for (var index = 0; index < bytes.Length; index++)
        {
            foreach (var change in new byte[] { 0x01, 0x80, 0xFF })
            {
                var changed = (byte[])bytes.Clone();
                changed[index] ^= change;
                var failure = Record.Exception(() => ImageFile.Decode(changed, file));
                Assert.True(failure is null or OctavoException, $"byte {index} ^ {change:X2}: {failure}");
            }

            Assert.IsType<OctavoException>(Record.Exception(() => ImageFile.Decode(bytes.AsMemory(0, index), file)));
        }
    }

    [Fact]
    public void Other_formats_are_named() =>
        Assert.Equal("GIF", Assert.Throws<OctavoException>(() => ImageFile.Decode("GIF89a"u8.ToArray(), "test")).Found);

    private static void AssertEqual(Tensor expected, Tensor found)
    {
        Assert.Equal((expected.ElementType, expected.Shape), (found.ElementType, found.Shape));
        Assert.Equal(expected.Bytes.ToArray(), found.Bytes.ToArray());
    }
}
