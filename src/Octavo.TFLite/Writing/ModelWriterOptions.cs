using Octavo.FlatBuffers;

namespace Octavo.TFLite;

/// <summary>How <see cref="ModelWriter"/> lays a file out.</summary>
internal sealed record ModelWriterOptions
{
    /// <summary>
    /// Bytes that the file may have as one FlatBuffer, at most the default of 2 GiB - 1; in a larger one the constants stand behind the
    /// FlatBuffer, which names them by offset and size.
    /// </summary>
    public long LargestFlatBuffer { get; init; } = FlatBufferBuilder.LargestFile;

    /// <summary>Constants of up to this many bytes whose type and bytes are equal are stored once; 0 compares none.</summary>
    public int LargestComparedConstant { get; init; } = 64 << 10;
}
