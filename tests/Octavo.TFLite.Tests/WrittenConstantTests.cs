using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

public sealed class WrittenConstantTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public void A_constant_is_stored_once_for_all_values_and_subgraphs()
    {
        var shared =
            Constant.Lazy(ElementType.Float32, new Shape(100_000), "shared", () => Tensor.Zeros(ElementType.Float32, new Shape(100_000)));
        var model = WrittenModels.Sum(shared);
        model.Subgraphs.Add(WrittenModels.Sum(shared).Main);
        using var file = WrittenModels.File(model);
        Assert.Single(Constants(file));
        Assert.Same(file.Model.Main.Nodes[0].Inputs[1]!.Constant, file.Model.Subgraphs[1].Nodes[0].Inputs[1]!.Constant);
    }

    [Fact]
    public void Constants_of_the_same_memory_are_stored_once()
    {
        var tensor = Tensor.Zeros(ElementType.Float32, new Shape(100_000));
        var model = WrittenModels.Sum(Constant.From(tensor));
        model.Subgraphs.Add(WrittenModels.Sum(Constant.From(tensor.Reshape(new Shape(100, 1000)))).Main);
        Assert.Single(Constants(WrittenModels.File(model)));
    }

    [Fact]
    public void Small_constants_with_equal_bytes_are_stored_once_and_large_ones_are_not_compared()
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.From(new Shape(2), 1f, 2f)));
        model.Subgraphs.Add(WrittenModels.Sum(Constant.From(Tensor.From(new Shape(2), 1f, 2f))).Main);
        Assert.Single(Constants(WrittenModels.File(model)));
        Assert.Equal(2, Constants(WrittenModels.File(model, new ModelWriterOptions { LargestComparedConstant = 0 })).Length);
    }

    [Fact]
    public void Equal_bytes_of_another_type_stay_apart()
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.From(new Shape(1), 0f)));
        model.Subgraphs.Add(WrittenModels.Sum(Constant.From(Tensor.From(new Shape(1), 0))).Main);
        Assert.Equal(2, Constants(WrittenModels.File(model)).Length);
    }

    [Fact]
    public void Buffers_start_at_multiples_of_sixteen()
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.From<sbyte>(new Shape(3), 1, 2, 3)));
        model.Subgraphs.Add(WrittenModels.Sum(Constant.From(Tensor.From<sbyte>(new Shape(5), 1, 2, 3, 4, 5))).Main);
        var bytes = ModelWriter.ToBytes(model);
        foreach (var pattern in new byte[][] { [1, 2, 3, 0], [1, 2, 3, 4, 5] })
        {
            Assert.Equal(0, bytes.AsSpan().IndexOf(pattern) % 16);
        }
    }

    [Fact]
    public void Above_the_limit_constants_stand_behind_the_flat_buffer()
    {
        var model = WrittenModels.Sum(Constant.From(Ramp(300_000)));
        var inside = ModelWriter.ToBytes(model);
        using var file = WrittenModels.File(model, new ModelWriterOptions { LargestFlatBuffer = Megabyte });
        var buffer = Assert.Single(Constants(file));
        Assert.Equal((0ul, 1_200_000ul), (buffer.Offset % 16, buffer.Size));
        Assert.Equal("outside flatbuffers"u8.ToArray(),
            file.Model.Metadata.Single(entry => entry.Key == "buffer_location").Value.ToArray());
        Assert.Empty(ModelDifferences.Of(model, file.Model));
        using var back = WrittenModels.File(file.Model);
        Assert.Equal(inside, ModelWriter.ToBytes(back.Model));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_limit_itself_is_allowed(int less)
    {
        var model = WrittenModels.Sum(Constant.From(Ramp(1000)));
        var length = ModelWriter.ToBytes(model).Length;
        using var file = WrittenModels.File(model, new ModelWriterOptions { LargestFlatBuffer = length - less });
        Assert.Equal(less == 1, Constants(file)[0].Offset != 0);
    }

    [Fact]
    public void Constants_are_computed_one_at_a_time()
    {
        var (model, edit, sum) = WrittenModels.Start(ElementType.Float32, new Shape(4 * Megabyte));
        for (var index = 0; index < 16; index++)
        {
            var value = (byte)index;
            var constant = Constant.Lazy(ElementType.Float32, new Shape(4 * Megabyte), "computed", () => Filled(value));
            sum = WrittenModels.Add(edit, sum, edit.AddConstant("computed", constant), "sum");
        }

        edit.AddOutput(sum);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var watch = new PeakWatch();
        Assert.True(ModelWriter.Write(model, watch) > 16L * 16 * Megabyte);
        // One tensor, and what may be left to collect before the next: 16 + 32 MB, of 256 in all.
        Assert.InRange(watch.Peak - before, 0, 56 * Megabyte);
    }

    private static Tensor Filled(byte value)
    {
        var bytes = new byte[16 * Megabyte];
        bytes.AsSpan().Fill(value);
        return new Tensor(ElementType.Float32, new Shape(4 * Megabyte), bytes);
    }

    private static Tensor Ramp(int count) =>
        Tensor.From(new Shape(count), Enumerable.Range(0, count).Select(index => (float)index).ToArray());

    private static BufferTable[] Constants(TFLiteFile file) =>
        [.. file.Table.Subgraphs!.SelectMany(graph => graph.Tensors!).Select(tensor => tensor.Buffer).Where(buffer => buffer != 0)
            .Distinct().Select(buffer => file.Table.Buffers![buffer])];

    /// <summary>Looks at the memory in use each time that something is written.</summary>
    private sealed class PeakWatch : Stream
    {
        private long position;

        public long Peak { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => position;

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            position += buffer.Length;
            Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: false));
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
