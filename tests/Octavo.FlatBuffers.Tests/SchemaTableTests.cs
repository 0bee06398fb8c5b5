namespace Octavo.FlatBuffers.Tests;

public class SchemaTableTests
{
    public static TheoryData<string> Tables => [.. SchemaFacts.Tables];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_with_every_field_set_survives_writing_and_reading(string name)
    {
        var seed = name.Length;
        var written = SampleTables.Create(name, ref seed);
        var file = Write(written);
        var expected = ObjectDump.Of(written);
        Assert.Equal(expected, RawDump.Root(file, name));
        Assert.Empty(RawDump.Misaligned(file, name));
        Assert.Equal(expected, ObjectDump.Of(Read(file, name)));
        Assert.Equal(file, Write(Read(file, name)));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_of_defaults_is_written_without_any_field(string name)
    {
        var file = Write((ISchemaTable)Activator.CreateInstance(SchemaFacts.TypeOf(name))!);
        Assert.Equal(RawDump.Root(file, name), ObjectDump.Of(Read(file, name)));
        var root = FlatBuffer.Root(file, "TFL3");
        Assert.DoesNotContain(Enumerable.Range(0, 32), root.Has);
    }

    [Fact]
    public void Every_sample_field_differs_from_its_default()
    {
        foreach (var name in SchemaFacts.Tables)
        {
            var seed = name.Length;
            var file = Write(SampleTables.Create(name, ref seed));
            var root = FlatBuffer.Root(file);
            Assert.All(
                SchemaFacts.Fields(name),
                field => Assert.Equal(field.Text("deprecated") == "", root.Has(field.GetProperty("slot").GetInt32())));
        }
    }

    [Fact]
    public void Enums_have_the_members_and_values_of_the_schema()
    {
        Assert.Equal(209, (int)BuiltinOperator.STABLEHLO_CASE);
        Assert.Equal(17, (int)TensorType.INT4);
        foreach (var type in typeof(ModelTable).Assembly.GetTypes().Where(type => type.IsEnum && type.IsPublic))
        {
            var expected = SchemaFacts.EnumMembers(type.Name);
            Assert.Equal(expected.Keys.Order(), Enum.GetNames(type).Order());
            Assert.All(expected, member => Assert.Equal(member.Value, Convert.ToInt64(Enum.Parse(type, member.Key))));
        }
    }

    [Fact]
    public void Unions_map_codes_to_tables_and_back()
    {
        foreach (
            var union in new[] { SchemaUnions.BuiltinOptions, SchemaUnions.BuiltinOptions2, SchemaUnions.QuantizationDetails,
                SchemaUnions.SparseIndexVector })
        {
            Assert.Equal(SchemaFacts.UnionMembers(union.Name).Count - 1, union.Members.Count);
            foreach (var member in union.Members)
            {
                Assert.Equal(SchemaFacts.UnionMembers(union.Name)[member.Name], member.Code);
                Assert.Equal(member.Name, member.CreateDefault().SchemaName);
                Assert.Equal(member.Code, union.CodeOf(member.CreateDefault()));
            }
        }

        Assert.Throws<ArgumentException>(() => SchemaUnions.BuiltinOptions.CodeOf(new DilateOptions()));
    }

    [Fact]
    public void An_unknown_union_code_is_kept_and_refused_on_writing()
    {
        var file = Write(new OperatorTable { BuiltinOptions = new Conv2DOptions { StrideW = 2 } });
        var code = Array.LastIndexOf(file, (byte)1);
        file[code] = 250;
        var read = OperatorTable.Read(FlatBuffer.Root(file));
        var unknown = Assert.IsType<UnknownUnionMember>(read.BuiltinOptions);
        Assert.Equal(250, unknown.Code);
        Assert.Equal(250, SchemaUnions.BuiltinOptions.CodeOf(unknown));
        Assert.Contains("code 250", Assert.Throws<FlatBufferException>(() => Write(read)).Message);
    }

    [Fact]
    public void Union_code_without_a_table_reads_as_the_defaults_of_the_member()
    {
        var builder = new FlatBufferBuilder();
        builder.StartTable(5);
        builder.AddScalar(3, (byte)1, (byte)0);
        builder.Finish(builder.EndTable());
        var read = OperatorTable.Read(FlatBuffer.Root(builder.ToArray()));
        Assert.Equal(1, Assert.IsType<Conv2DOptions>(read.BuiltinOptions).DilationWFactor);
    }

    [Fact]
    public void Deprecated_fields_are_read_and_not_written()
    {
        var builder = new FlatBufferBuilder();
        builder.StartTable(2);
        builder.AddScalar(0, 17, 0);
        builder.AddScalar(1, 19, 0);
        builder.Finish(builder.EndTable());
        var read = ResizeBilinearOptions.Read(FlatBuffer.Root(builder.ToArray()));
        Assert.Equal((17, 19), (read.NewHeight, read.NewWidth));
        Assert.Equal(0, ResizeBilinearOptions.Read(FlatBuffer.Root(Write(read))).NewHeight);
    }

    private static byte[] Write(ISchemaTable table)
    {
        var builder = new FlatBufferBuilder();
        builder.Finish(table.Write(builder), "TFL3");
        return builder.ToArray();
    }

    private static ISchemaTable Read(byte[] file, string name) =>
        (ISchemaTable)SchemaFacts.TypeOf(name).GetMethod("Read")!.Invoke(null, [FlatBuffer.Root(file, "TFL3")])!;
}
