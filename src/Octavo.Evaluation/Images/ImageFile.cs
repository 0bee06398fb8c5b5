using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// Pictures in files as tensors [height, width, channels] of the samples as stored: uint8, or uint16 for PNG of 16 bits. The format is
/// known by content, not by name. Damaged files are refused; memory is bounded by what the data can fill.
/// </summary>
internal static class ImageFile
{
    private static readonly (string Name, byte[] Start)[] Unread =
    [
        ("BMP", "BM"u8.ToArray()), ("GIF", "GIF8"u8.ToArray()), ("TIFF", [0x49, 0x49, 0x2A, 0]), ("TIFF", [0x4D, 0x4D, 0, 0x2A]),
        ("WebP", "RIFF"u8.ToArray()),
    ];

    /// <summary>File name endings of the formats that are read, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpeg", ".jpg", ".png"];

    /// <summary>Whether a file that begins so is a picture in a format that is read.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> start) => PngDecoder.Recognizes(start) || JpegDecoder.Recognizes(start);

    /// <exception cref="OctavoException">InputOutput, InvalidData, or UnsupportedFeature with the name of the feature.</exception>
    public static Tensor Read(string path, bool applyOrientation = false)
    {
        using var stream = InputFile.Open(path);
        try
        {
            var content = new MemoryStream();
            stream.CopyTo(content);
            return Decode(content.GetBuffer().AsMemory(0, (int)content.Length), path, applyOrientation);
        }
        catch (IOException failure)
        {
            throw InputFile.Failure(path, failure);
        }
    }

    /// <param name="file">The bytes of the file.</param>
    /// <param name="where">Names the file in errors.</param>
    /// <param name="applyOrientation">Turns a JPEG as its EXIF orientation says; without it the samples stay as they are stored.</param>
    public static Tensor Decode(ReadOnlyMemory<byte> file, string where, bool applyOrientation = false)
    {
        if (PngDecoder.Recognizes(file.Span))
        {
            return new PngDecoder(file, where).Decode();
        }

        if (JpegDecoder.Recognizes(file.Span))
        {
            var decoder = new JpegDecoder(file, where);
            var pixels = decoder.Decode();
            return applyOrientation ? ExifOrientation.Apply(pixels, decoder.Orientation) : pixels;
        }

        foreach (var (name, start) in Unread)
        {
            if (file.Span.StartsWith(start))
            {
                throw new OctavoException(ErrorKind.UnsupportedFeature, $"Pictures in {name} are not read.", where, "PNG or JPEG", name,
                    "Convert the picture to PNG.");
            }
        }

        throw new OctavoException(
            ErrorKind.InvalidData, "This is no picture in a known format.", where, "PNG or JPEG",
            file.IsEmpty ? "an empty file" : $"first bytes {Convert.ToHexString(file.Span[..Math.Min(8, file.Length)])}");
    }
}
