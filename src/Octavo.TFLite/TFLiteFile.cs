using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>A .tflite file that is open: its model, whose constants are slices of the mapped file.</summary>
internal sealed class TFLiteFile : IDisposable
{
    private const string Written = "the written model";

    private readonly MappedFile? mapped;

    private readonly ModelReader reader;

    private TFLiteFile(MappedFile? mapped, Contents contents, long sizeInBytes)
    {
        this.mapped = mapped;
        (Table, Model, reader) = contents;
        SizeInBytes = sizeInBytes;
    }

    public Model Model { get; }

    /// <summary>The file's own tables, for inspection.</summary>
    public ModelTable Table { get; }

    public long SizeInBytes { get; }

    /// <summary>Maps and verifies a file and makes its graphs. The model is valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="OctavoException">The file cannot be read, or is no valid model.</exception>
    public static TFLiteFile Open(string path)
    {
        var mapped = new MappedFile(path);
        try
        {
            return new TFLiteFile(mapped, Read(mapped, path), mapped.Length);
        }
        catch
        {
            mapped.Dispose();
            throw;
        }
    }

    /// <summary>The same for bytes in memory.</summary>
    public static TFLiteFile Read(ReadOnlyMemory<byte> bytes, string name) =>
        new(null, Read(bytes, bytes.Length, (offset, length) => bytes.Slice((int)offset, length), name), bytes.Length);

    /// <summary>The model once more, with the same constants, and the same ids, however the first was changed.</summary>
    public Model ReadAgain()
    {
        lock (reader)
        {
            return reader.Read();
        }
    }

    /// <inheritdoc cref="MappedFile.RequireWhole"/>
    public void RequireWhole() => mapped?.RequireWhole();

    public void Dispose() => mapped?.Dispose();

    /// <summary>Reads what was just written: a file that Octavo writes is one that it reads.</summary>
    /// <exception cref="OctavoException">It is not; a fault of Octavo (kind Internal).</exception>
    public static void Verify(MappedFile written) => Verify(() => Read(written, written.Path), written.Path);

    /// <inheritdoc cref="Verify(MappedFile)"/>
    public static void Verify(ReadOnlyMemory<byte> written) => Verify(() => Read(written, Written), Written);

    private static void Verify(Action read, string name)
    {
        try
        {
            read();
        }
        catch (OctavoException failure)
        {
            throw new OctavoException(
                ErrorKind.Internal, $"The model that was written cannot be read back: {failure.What}", failure.Where ?? name,
                failure.Expected, failure.Found,
                "Nothing was put into its place.", failure);
        }
    }

    private static Contents Read(MappedFile mapped, string path) =>
        Read(mapped.Memory(0, (int)Math.Min(mapped.Length, int.MaxValue)), mapped.Length, (offset, length) => mapped.Memory(offset, length),
            path);

    private static Contents Read(ReadOnlyMemory<byte> head, long length, Func<long, int, ReadOnlyMemory<byte>> slice, string name)
    {
        try
        {
            var table = ModelTable.Read(FlatBuffer.Root(head, "TFL3"));
            var reader = new ModelReader(table, length, slice, name);
            var model = reader.Read();
            model.Archive = ArchiveBehind(table, head, length, slice);
            return new Contents(table, model, reader);
        }
        catch (FlatBufferException error)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, $"this is no valid .tflite model: {error.What}", name, error.Expected,
                error.Offset is { } offset ? $"{error.Found} at byte {offset}" : error.Found,
                    "Check that the file is a complete .tflite file.", error);
        }
        catch (Exception error) when (FaultGuard.IsFault(error))
        {
            throw FaultGuard.Report(error, name);
        }
    }

    /// <summary>The zip archive that ends the file, where it holds none of the model's own buffers.</summary>
    private static byte[] ArchiveBehind(ModelTable table,
        ReadOnlyMemory<byte> head, long length, Func<long, int, ReadOnlyMemory<byte>> slice)
    {
        var skipped = Math.Max(0, length - int.MaxValue);
        var tail = skipped == 0 ? head : slice(skipped, int.MaxValue);
        if (ZipDirectory.Find(tail.Span) is not { } directory)
        {
            return [];
        }

        var start = skipped + directory.Start;
        var isBehind = (table.Buffers ?? []).All(buffer => EndOf(buffer, head.Span) <= start);
        return isBehind ? directory.Copy(tail.Span, 0) : [];
    }

    private sealed record Contents(ModelTable Table, Model Model, ModelReader Reader);

    private static long EndOf(BufferTable buffer, ReadOnlySpan<byte> head) => buffer switch
    {
        { Offset: > 1 } => (long)Math.Min(buffer.Offset + buffer.Size, long.MaxValue),
        { Data: { Length: > 0 } data } when head.Overlaps(data.Span, out var offset) => (long)offset + data.Length,
        _ => 0,
    };
}
