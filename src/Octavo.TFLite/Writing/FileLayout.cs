using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>
/// Where everything of a file stands: constants within the FlatBuffer, or behind it where that would be too long,
/// <code>
/// FlatBuffer (length a multiple of 16) | bytes of buffer i, zeros up to a multiple of 16 | bytes of buffer j, ... | zip archive of the
/// associated files
/// </code>
/// in the order of the buffers. The archive's offsets count from the start of the file, which every zip reader accepts.
/// </summary>
internal sealed class FileLayout
{
    /// <summary>Offsets and sizes of 0 and 1 mean "not behind the FlatBuffer"; this stands for one that is not known yet.</summary>
    private const ulong UnknownOffset = 2;

    private readonly FlatBufferBuilder builder;
    private readonly List<StreamedBytes> outside;
    private ReadOnlyMemory<byte> archive;

    private FileLayout(FlatBufferBuilder builder, List<StreamedBytes> outside)
    {
        this.builder = builder;
        this.outside = outside;
        Length = builder.Length;
        foreach (var content in outside)
        {
            Length = BufferList.AlignedLength(Length) + content.Length;
        }
    }

    public long Length { get; private set; }

    /// <exception cref="OctavoException">The model cannot stand in a file.</exception>
    public static FileLayout Of(Model model, ModelWriterOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.LargestFlatBuffer, FlatBufferBuilder.LargestFile, nameof(options));
        var tables = new ModelTables(model, options);
        try
        {
            var layout = Inside(tables, options.LargestFlatBuffer) ?? Outside(tables);
            layout.Append(model.Archive);
            return layout;
        }
        catch (FlatBufferException error)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, $"the model cannot be written: {error.What}", expected: error.Expected, found: error.Found,
                inner: error);
        }
    }

    public void WriteTo(Stream stream)
    {
        builder.WriteTo(stream);
        Span<byte> zeros = stackalloc byte[BufferList.Alignment];
        zeros.Clear();
        var position = builder.Length;
        foreach (var content in outside)
        {
            var start = BufferList.AlignedLength(position);
            stream.Write(zeros[..(int)(start - position)]);
            content.WriteTo(stream);
            position = start + content.Length;
        }

        stream.Write(archive.Span);
    }

    private void Append(ReadOnlyMemory<byte> files)
    {
        archive = ZipDirectory.Find(files.Span)?.Copy(files.Span, Length) ?? files;
        Length += archive.Length;
    }

    /// <summary>Null where the file would be too long.</summary>
    private static FileLayout? Inside(ModelTables tables, long largest)
    {
        var contents = tables.Buffers.Contents.Select(buffer => buffer.Content.Length).ToArray();
        if (contents.Sum() > largest)
        {
            return null;
        }

        // Tables with offsets are no shorter than those with the constants in place: close to the limit of the format they decide.
        var longest = contents.Sum(length => BufferList.AlignedLength(length) + BufferList.Alignment);
        if (longest > FlatBufferBuilder.LargestFile / 2
            && longest + Build(tables, outside: true, _ => { }).Length > FlatBufferBuilder.LargestFile)
        {
            return null;
        }

        var layout = new FileLayout(Build(tables, outside: false, _ => { }), []);
        return layout.Length <= largest ? layout : null;
    }

    private static FileLayout Outside(ModelTables tables)
    {
        var moved = new List<StreamedBytes>();
        var place = Build(tables, outside: true, buffer => buffer.Table.Offset = UnknownOffset).Length;
        var built = Build(tables, outside: true, buffer =>
        {
            place = BufferList.AlignedLength(place);
            buffer.Table.Offset = (ulong)place;
            place += buffer.Content.Length;
            moved.Add(buffer.Content);
        });
        return new FileLayout(built, moved);
    }

    private static FlatBufferBuilder Build(ModelTables tables, bool outside, Action<(BufferTable Table, StreamedBytes Content)> move)
    {
        foreach (var buffer in tables.Buffers.Contents)
        {
            var moves = outside && buffer.Content.Length > 1;
            buffer.Table.StreamedData = moves ? null : buffer.Content;
            (buffer.Table.Offset, buffer.Table.Size) = moves ? (UnknownOffset, (ulong)buffer.Content.Length) : (0, 0);
            if (moves)
            {
                move(buffer);
            }
        }

        var builder = new FlatBufferBuilder();
        builder.Finish(tables.Build(outside).Write(builder), "TFL3");
        return builder;
    }
}
