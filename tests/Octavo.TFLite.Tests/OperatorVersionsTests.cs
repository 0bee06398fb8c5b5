using System.Text.Json;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

public sealed class OperatorVersionsTests
{
    private static readonly AffineQuantization Half = AffineQuantization.PerTensor(0.5f, 0);

    [RecordedFact]
    public void The_rules_and_releases_are_those_of_the_reference()
    {
        var shared = SharedFolder.Of();
        using var reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "reference", "operator-versions.json")));
        using var stream = typeof(OperatorVersions).Assembly.GetManifestResourceStream("operator-versions.json")!;
        using var own = JsonDocument.Parse(stream);
        foreach (var entry in reference.RootElement.GetProperty("operators").EnumerateObject())
        {
            var found = own.RootElement.TryGetProperty(entry.Name, out var facts);
            foreach (var part in new[] { "rules", "min_runtime" })
            {
                var wanted = entry.Value.GetProperty(part);
                Assert.True(found ? JsonElement.DeepEquals(wanted, facts.GetProperty(part)) : wanted.ToString() is "[]" or "{}",
                    $"{part} of {entry.Name}");
            }
        }

        Assert.True(own.RootElement.EnumerateObject()
            .All(entry => reference.RootElement.GetProperty("operators").TryGetProperty(entry.Name, out _)));
    }

    [Fact]
    public void Every_condition_is_about_a_fact_or_an_option_of_the_schema()
    {
        var options = SchemaUnions.BuiltinOptions.Members.Concat(SchemaUnions.BuiltinOptions2.Members)
            .SelectMany(member => member.CreateDefault().Fields.Select(field => field.Key)).ToHashSet();
        var table = VersionTable.Load();
        Assert.True(table.Codes.Count() > 150);
        foreach (var condition in table.Codes.SelectMany(table.Rules).SelectMany(rule => rule.Conditions))
        {
            Assert.True(condition.Option is null || options.Contains(condition.Option), condition.Option);
        }
    }

    [Theory]
    [InlineData(ElementType.Float32, 1)]
    [InlineData(ElementType.Int8, 2)]
    [InlineData(ElementType.Int64, 4)]
    [InlineData(ElementType.Float16, 6)]
    public void The_version_of_a_sum_follows_its_type(ElementType type, int version) =>
        Assert.Equal(version, Version(new Add(), Plain(type), Plain(type)));

    [Fact]
    public void A_sum_of_16_bit_integers_depends_on_quantization_and_scales()
    {
        var quantized = new Description(ElementType.Int16, new Shape(2), Half);
        Assert.Equal(5, Version(new Add(HasPowerOfTwoScales: false), Plain(ElementType.Int16), Plain(ElementType.Int16)));
        Assert.Equal(3, Version(new Add(HasPowerOfTwoScales: false), quantized, quantized));
        Assert.Equal(1, Version(new Add(HasPowerOfTwoScales: true), quantized, quantized));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 12)]
    [InlineData(17, 12)]
    public void Hybrid_matrix_products_depend_on_scales_for_each_channel(int outputs, int version)
    {
        var channels = Math.Max(outputs, 2);
        var weights = outputs switch
        {
            0 => new Description(ElementType.Int8, new Shape(2, 4), Half),
            1 => new Description(ElementType.Int8, new Shape(1, 4), Half),
            _ => new Description(ElementType.Int8, new Shape(channels, 4),
                new AffineQuantization([.. Enumerable.Repeat(1f, channels)], [.. Enumerable.Repeat(0L, channels)], 0)),
        };
        Assert.Equal(version,
            Version(new FullyConnected(), new Description(ElementType.Float32, new Shape(1, 4)), weights, Plain(ElementType.Float32)));
    }

    [Fact]
    public void Matrix_products_without_a_bias_input_ask_for_version_6() =>
        Assert.Equal(6,
            Version(new FullyConnected(), new Description(ElementType.Float32, new Shape(1, 4)),
                new Description(ElementType.Float32, new Shape(2, 4))));

    [Theory]
    [InlineData(8, 1)]
    [InlineData(4, 6)]
    public void Convolutions_of_groups_ask_for_version_6(int filterChannels, int version) =>
        Assert.Equal(version, Version(
            new OpaqueOperator(BuiltinOperator.CONV_2D, null, 1, new Conv2DOptions(), default),
            new Description(ElementType.Float32, new Shape(1, 5, 5, 8)),
                new Description(ElementType.Float32, new Shape(16, 3, 3, filterChannels)), Plain(ElementType.Float32)));

    [Fact]
    public void Ranks_count_where_sizes_are_unknown_and_unknown_ranks_count_as_none()
    {
        Assert.Equal(4,
            Version(new Transpose(), new Description(ElementType.Float32, new Shape(-1, 1, 1, 1, 1)), Plain(ElementType.Int32)));
        Assert.Equal(1, Version(new Transpose(), new Description(ElementType.Float32, Shape.Unknown), Plain(ElementType.Int32)));
    }

    [Fact]
    public void An_enumerated_option_is_compared_by_name()
    {
        var options = new LSTMOptions { KernelType = LSTMKernelType.BASIC };
        Assert.Equal(2, Version(new OpaqueOperator(BuiltinOperator.LSTM, null, 1, options, default), Plain(ElementType.Float32)));
    }

    [Fact]
    public void An_opaque_operator_keeps_a_higher_version_and_takes_a_higher_rule()
    {
        Assert.Equal(3, Version(new OpaqueOperator(BuiltinOperator.RANDOM_UNIFORM, null, 3, null, default), Plain(ElementType.Int32)));
        Assert.Equal(2,
            Version(new OpaqueOperator(BuiltinOperator.BROADCAST_TO, null, 1, null, default), Plain(ElementType.Float32),
                Plain(ElementType.Int32)));
        Assert.Equal(7, Version(new OpaqueOperator(BuiltinOperator.CUSTOM, "Own", 7, null, default), Plain(ElementType.Float32)));
    }

    [Fact]
    public void Releases_are_those_that_first_run_a_version()
    {
        Assert.Equal("1.5.0", OperatorVersions.MinimumRuntime(BuiltinOperator.ADD, 1));
        Assert.Equal("2.6.0", OperatorVersions.MinimumRuntime(BuiltinOperator.ADD, 4));
        Assert.Null(OperatorVersions.MinimumRuntime(BuiltinOperator.ADD, 99));
        Assert.Null(OperatorVersions.MinimumRuntime(BuiltinOperator.CUSTOM, 1));
    }

    private static Description Plain(ElementType type) => new(type, new Shape(2));

    /// <summary>Of a node whose output is like its first input.</summary>
    private static int Version(Operator @operator, params Description[] inputs)
    {
        var edit = new GraphEdit(new Graph("main"));
        var values =
            inputs.Select((input, index) => edit.NewValue($"input {index}", input.Type, input.Shape, input.Quantization)).ToArray();
        var output = edit.NewValue("output", inputs[0].Type, inputs[0].Shape, inputs[0].Quantization);
        return OperatorVersions.Of(edit.AddNode("node", @operator, values, [output]));
    }

    private sealed record Description(ElementType Type, Shape Shape, AffineQuantization? Quantization = null);
}
