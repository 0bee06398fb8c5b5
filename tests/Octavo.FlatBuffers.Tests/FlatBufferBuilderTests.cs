using System.Runtime.InteropServices;

namespace Octavo.FlatBuffers.Tests;

public class FlatBufferBuilderTests
{
    [Fact]
    public void Buffers_of_any_length_are_aligned_to_16_in_the_file()
    {
        var file = Build(ModelOf([.. Enumerable.Range(1, 70).Select(length => new BufferTable { Data = Pattern(length) })]));
        var buffers = ModelTable.Read(FlatBuffer.Root(file, "TFL3")).Buffers!;
        for (var index = 0; index < buffers.Length; index++)
        {
            Assert.True(MemoryMarshal.TryGetArray(buffers[index].Data!.Value, out var segment));
            Assert.Same(file, segment.Array);
            Assert.Equal(0, segment.Offset % 16);
            Assert.Equal(Pattern(index + 1), segment.ToArray());
        }

        Assert.Empty(RawDump.Misaligned(file, "Model"));
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes()
    {
        var first = 5;
        var second = 5;
        Assert.Equal(Build(SampleTables.Create("Model", ref first)), Build(SampleTables.Create("Model", ref second)));
    }

    [Fact]
    public void Equal_vtables_are_stored_once()
    {
        static int LengthFor(int tensors) =>
            Build(new SubGraphTable { Tensors = [.. Enumerable.Range(1, tensors)
                .Select(index => new TensorTable { Buffer = (uint)index })] }).Length;

        const int offsetAndBufferIndex = 4 + 4;
        const int offsetInTheVector = 4;
        Assert.Equal(16 * (offsetAndBufferIndex + offsetInTheVector), LengthFor(1016) - LengthFor(1000));
    }

    [Fact]
    public void Streamed_bytes_are_asked_for_in_file_order_and_only_while_writing()
    {
        var asked = new List<int>();
        BufferTable Streamed(int index) => new()
        {
            StreamedData = new StreamedBytes(100 + index, stream =>
            {
                asked.Add(index);
                stream.Write(Pattern(100 + index).AsSpan(0, 60));
                stream.Write(Pattern(100 + index).AsSpan(60));
            }),
        };

        var builder = new FlatBufferBuilder();
        builder.Finish(ModelOf([new BufferTable(), Streamed(1), Streamed(2), Streamed(3)]).Write(builder), "TFL3");
        Assert.Empty(asked);
        var file = builder.ToArray();
        Assert.Equal([1, 2, 3], asked);
        Assert.Equal(builder.Length, file.Length);
        Assert.Equal(file, builder.ToArray());
        var held = ModelOf([new BufferTable(), .. Enumerable.Range(1, 3).Select(index => new BufferTable { Data = Pattern(100 + index) })]);
        Assert.Equal(Build(held), file);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void A_callback_that_writes_another_length_than_promised_is_refused(int length)
    {
        var builder = new FlatBufferBuilder();
        var buffer = new BufferTable { StreamedData = new StreamedBytes(10, stream => stream.Write(new byte[length])) };
        builder.Finish(buffer.Write(builder));
        var error = Assert.Throws<FlatBufferException>(builder.ToArray);
        Assert.Equal(("10 bytes", $"{length}"), (error.Expected, error.Found));
    }

    [Fact]
    public void An_empty_vector_is_not_an_absent_one()
    {
        static BufferTable Rewritten(BufferTable buffer) => BufferTable.Read(FlatBuffer.Root(Build(buffer)));

        Assert.Equal(0, Rewritten(new BufferTable { StreamedData = new StreamedBytes(0, _ => { }) }).Data?.Length);
        Assert.Equal(0, Rewritten(new BufferTable { Data = Array.Empty<byte>() }).Data?.Length);
        Assert.Null(Rewritten(new BufferTable()).Data);
        var shape = TensorTable.Read(FlatBuffer.Root(Build(new TensorTable { Shape = [] })));
        Assert.Empty(shape.Shape!);
        Assert.Null(shape.ShapeSignature);
    }

    [Fact]
    public void More_than_2_GiB_is_refused_by_name_of_the_limit_before_anything_is_written()
    {
        var builder = new FlatBufferBuilder();
        var gibibyte = new StreamedBytes(1L << 30, _ => throw new InvalidOperationException());
        builder.CreateStreamedBytes(gibibyte);
        var error = Assert.Throws<FlatBufferException>(() => builder.CreateStreamedBytes(gibibyte));
        Assert.Equal("2147483647 bytes at most", error.Expected);

        var small = new FlatBufferBuilder(maximumLength: 1000);
        Assert.Throws<FlatBufferException>(() => small.CreateScalars(new long[200]));
        Assert.Throws<FlatBufferException>(() => small.Finish(ModelOf([new BufferTable { Data = Pattern(970) }]).Write(small)));
    }

    [Fact]
    public void Nearly_2_GiB_are_written_without_being_held()
    {
        var chunk = new byte[1 << 20];
        var half = new StreamedBytes(1023L << 20, stream =>
        {
            for (var count = 0; count < 1023; count++)
            {
                stream.Write(chunk);
            }
        });
        var builder = new FlatBufferBuilder();
        builder.Finish(ModelOf([new BufferTable { StreamedData = half }, new BufferTable { StreamedData = half }]).Write(builder), "TFL3");
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var target = new CountingStream();
        builder.WriteTo(target);
        Assert.Equal(builder.Length, target.Length);
        Assert.True(target.Length > 2046L << 20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    [Fact]
    public void Negative_zero_and_not_a_number_are_no_defaults()
    {
        var read = SoftmaxOptions.Read(FlatBuffer.Root(Build(new SoftmaxOptions { Beta = -0f })));
        Assert.True(float.IsNegative(read.Beta));
        Assert.True(float.IsNaN(SoftmaxOptions.Read(FlatBuffer.Root(Build(new SoftmaxOptions { Beta = float.NaN }))).Beta));
    }

    private static ModelTable ModelOf(BufferTable[] buffers) => new() { Version = 3, Buffers = buffers };

    private static byte[] Pattern(int length) => [.. Enumerable.Range(length, length).Select(value => (byte)value)];

    private static byte[] Build(ISchemaTable table)
    {
        var builder = new FlatBufferBuilder();
        builder.Finish(table.Write(builder), "TFL3");
        return builder.ToArray();
    }
}
