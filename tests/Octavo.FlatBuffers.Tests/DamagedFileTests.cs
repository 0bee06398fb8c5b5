using System.Buffers.Binary;

namespace Octavo.FlatBuffers.Tests;

public class DamagedFileTests
{
    public static TheoryData<string> Models =>
        ["sparse", "blockwise", "two_signatures", "custom_detection", "convolution_int8", "composite", "every_field"];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_file_cut_anywhere_is_read_or_refused(string model)
    {
        var file = Load(model);
        Assert.True(Reads(file));
        var refused = Enumerable.Range(0, file.Length).Count(length => !Reads(file[..length]));
        Assert.InRange(refused, file.Length / 2, file.Length);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_file_with_any_byte_changed_is_read_or_refused(string model)
    {
        var file = Load(model);
        byte[] masks = file.Length > 4096 ? [255] : [1, 2, 4, 8, 16, 32, 64, 128, 255];
        var refused = 0;
        for (var position = 0; position < file.Length; position++)
        {
            var original = file[position];
            foreach (var mask in (ReadOnlySpan<byte>)[original, .. masks])
            {
                file[position] = (byte)(original ^ mask);
                refused += Reads(file) ? 0 : 1;
            }

            file[position] = original;
        }

        Assert.InRange(refused, file.Length / 20, masks.Length * file.Length);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_file_with_any_word_at_a_boundary_value_is_read_or_refused(string model)
    {
        var file = Load(model);
        var step = file.Length > 4096 ? 8 : 2;
        var refused = 0;
        for (var position = 0; position + 4 <= file.Length; position += step)
        {
            var word = file.AsSpan(position, 4);
            var original = BinaryPrimitives.ReadUInt32LittleEndian(word);
            foreach (
                var value in (ReadOnlySpan<uint>)[0, 1, 4, (uint)file.Length, (uint)(file.Length - position), 0x7FFF, 0xFFFF, 0x3FFF_FFFF,
                    0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFC, 0xFFFF_FFFF])
            {
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(position, 4), value);
                refused += Reads(file) ? 0 : 1;
            }

            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(position, 4), original);
        }

        Assert.InRange(refused, 1, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Several_random_changes_at_once_are_read_or_refused(string model)
    {
        var original = Load(model);
        var random = new Random(20);
        var refused = 0;
        for (var round = 0; round < 3000; round++)
        {
            var file = original.ToArray();
            for (var change = random.Next(1, 65); change > 0; change--)
            {
                file[random.Next(8, file.Length)] = (byte)random.Next(256);
            }

            refused += Reads(file) ? 0 : 1;
        }

        Assert.InRange(refused, 1, 3000);
    }

    [Fact]
    public void Another_identifier_says_what_was_found()
    {
        var error = Assert.Throws<FlatBufferException>(() => FlatBuffer.Root(TestModels.Read("file_identifier"), "TFL3"));
        Assert.Equal((4, "'TFL3'"), (error.Offset, error.Expected));
        Assert.NotNull(error.Found);
        Assert.Throws<FlatBufferException>(() => ModelTable.Read(FlatBuffer.Root(TestModels.Read("truncated"), "TFL3")));
        Assert.Throws<FlatBufferException>(() => FlatBuffer.Root("a text"u8.ToArray()));
        Assert.Throws<FlatBufferException>(() => FlatBuffer.Root("a longer text, no model"u8.ToArray(), "TFL3"));
        Assert.Throws<FlatBufferException>(() => FlatBuffer.Root(default));
    }

    [Fact]
    public void Tables_nested_more_than_64_deep_are_refused()
    {
        var builder = new FlatBufferBuilder();
        var handle = 0;
        for (var depth = 0; depth < 65; depth++)
        {
            builder.StartTable(1);
            builder.AddReference(0, handle);
            handle = builder.EndTable();
        }

        builder.Finish(handle);
        var table = FlatBuffer.Root(builder.ToArray());
        for (var depth = 1; depth < 64; depth++)
        {
            table = table.ReadTable(0)!.Value;
        }

        Assert.Contains("depth 64", Assert.Throws<FlatBufferException>(() => table.ReadTable(0)).Message);
    }

    [Fact]
    public void A_small_file_cannot_describe_more_than_a_million_tables()
    {
        var builder = new FlatBufferBuilder();
        var operators = Repeated(new OperatorTable().Write(builder), 1100);
        var subgraph = new SubGraphWith(operators).Write(builder);
        var subgraphs = builder.CreateTables(Repeated(subgraph, 1100));
        builder.StartTable(3);
        builder.AddReference(2, subgraphs);
        builder.Finish(builder.EndTable());
        var file = builder.ToArray();
        Assert.InRange(file.Length, 0, 10_000);
        Assert.Equal("1000000 at most", Assert.Throws<FlatBufferException>(() => ModelTable.Read(FlatBuffer.Root(file))).Expected);
    }

    [Fact]
    public void A_vector_shared_by_many_tables_cannot_fill_the_memory()
    {
        var builder = new FlatBufferBuilder();
        var shape = builder.CreateScalars(new int[1 << 20]);
        builder.StartTable(1);
        builder.AddReference(0, shape);
        var tensors = builder.CreateTables(Repeated(builder.EndTable(), 1000));
        builder.StartTable(1);
        builder.AddReference(0, tensors);
        builder.Finish(builder.EndTable());
        var file = builder.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FlatBufferException>(() => SubGraphTable.Read(FlatBuffer.Root(file)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (32L << 20) + (5L * file.Length));
    }

    [Fact]
    public void Bytes_behind_the_FlatBuffer_do_not_disturb()
    {
        byte[] file = [.. Load("two_signatures"), .. new byte[1000]];
        Assert.True(Reads(file));
    }

    private static byte[] Load(string model)
    {
        if (model != "every_field")
        {
            return TestModels.Read(model);
        }

        var seed = 3;
        var builder = new FlatBufferBuilder();
        builder.Finish(SampleTables.Create("Model", ref seed).Write(builder), "TFL3");
        return builder.ToArray();
    }

    private static bool Reads(byte[] file)
    {
        try
        {
            _ = ModelTable.Read(FlatBuffer.Root(file, "TFL3"));
            return true;
        }
        catch (FlatBufferException)
        {
            return false;
        }
    }

    private static ISchemaTable[] Repeated(int handle, int count) => [.. Enumerable.Repeat(new Written(handle), count)];

    private sealed class Written(int handle) : ISchemaTable
    {
        public string SchemaName => "already written";

        public IEnumerable<KeyValuePair<string, object?>> Fields => [];

        public int Write(FlatBufferBuilder builder) => handle;
    }

    private sealed class SubGraphWith(ISchemaTable[] operators) : ISchemaTable
    {
        public string SchemaName => "SubGraph";

        public IEnumerable<KeyValuePair<string, object?>> Fields => [];

        public int Write(FlatBufferBuilder builder)
        {
            var vector = builder.CreateTables(operators);
            builder.StartTable(4);
            builder.AddReference(3, vector);
            return builder.EndTable();
        }
    }
}
