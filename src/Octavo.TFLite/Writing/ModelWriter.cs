using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>
/// Writes graphs as a .tflite file. Constants are computed one at a time while the file is written, so that the largest one is all that
/// memory must hold. The same model gives the same bytes. <see cref="TFLiteFile"/> reads back what was written.
/// </summary>
internal static class ModelWriter
{
    /// <summary>Writes the file whole or not at all, as <see cref="FileReplacement"/> says, and not before it was read back.</summary>
    /// <exception cref="OctavoException">The model cannot stand in a file (before anything is written), or writing fails.</exception>
    public static void Write(Model model, string path, ModelWriterOptions? options = null)
    {
        var layout = FileLayout.Of(model, options ?? new ModelWriterOptions());
        FileReplacement.Write(path, layout.WriteTo, verify: TFLiteFile.Verify);
    }

    /// <summary>
    /// Writes front to back; the stream need not seek. Who puts the result into a place verifies it first
    /// (<see cref="TFLiteFile.Verify(MappedFile)"/>).
    /// </summary>
    /// <returns>Bytes written.</returns>
    /// <exception cref="OctavoException">The model cannot stand in a file; nothing is written then.</exception>
    public static long Write(Model model, Stream stream, ModelWriterOptions? options = null)
    {
        var layout = FileLayout.Of(model, options ?? new ModelWriterOptions());
        layout.WriteTo(stream);
        return layout.Length;
    }

    /// <summary>Bytes that the file would have; nothing is written.</summary>
    /// <exception cref="OctavoException">The model cannot stand in a file.</exception>
    public static long Measure(Model model, ModelWriterOptions? options = null) =>
        FileLayout.Of(model, options ?? new ModelWriterOptions()).Length;

    /// <summary>The file in memory.</summary>
    /// <exception cref="OctavoException">The model cannot stand in a file.</exception>
    public static byte[] ToBytes(Model model, ModelWriterOptions? options = null)
    {
        var layout = FileLayout.Of(model, options ?? new ModelWriterOptions());
        if (layout.Length > Array.MaxLength)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "the model is too large for one array", expected: $"{Array.MaxLength} bytes at most",
                found: $"{layout.Length}",
                hint: "Write it to a file.");
        }

        var bytes = new byte[layout.Length];
        using var stream = new MemoryStream(bytes);
        layout.WriteTo(stream);
        TFLiteFile.Verify(bytes);
        return bytes;
    }
}
