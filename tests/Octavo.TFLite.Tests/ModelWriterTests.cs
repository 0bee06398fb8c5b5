using System.Text;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

public sealed class ModelWriterTests
{
    [Fact]
    public void A_model_reads_back_as_it_was_written_inside_and_outside_of_the_flat_buffer()
    {
        var model = Everything();
        Assert.Empty(ModelDifferences.Of(model, WrittenModels.Read(model)));
        Assert.Empty(ModelDifferences.Of(model, WrittenModels.Read(model, new ModelWriterOptions { LargestFlatBuffer = 0 })));
    }

    [Fact]
    public void Writing_twice_gives_the_same_bytes() => Assert.Equal(ModelWriter.ToBytes(Everything()), ModelWriter.ToBytes(Everything()));

    [Fact]
    public void Files_and_streams_get_the_same_bytes_and_their_length()
    {
        var model = Everything();
        var bytes = ModelWriter.ToBytes(model);
        using var stream = new MemoryStream();
        Assert.Equal(bytes.Length, ModelWriter.Write(model, stream));
        Assert.Equal(bytes, stream.ToArray());
        var path = Path.Combine(Path.GetTempPath(), $"octavo-writer-{Guid.NewGuid():N}.tflite");
        try
        {
            ModelWriter.Write(model, path);
            Assert.Equal(bytes, File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Nothing_is_written_where_the_model_is_refused()
    {
        var path = Path.Combine(Path.GetTempPath(), $"octavo-writer-{Guid.NewGuid():N}.tflite");
        Assert.Throws<OctavoException>(() => ModelWriter.Write(new Model(), path));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Operator_codes_stand_once_for_each_version_in_order_of_first_use()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(2));
        var bytes = edit.AddInput("y", ElementType.Int8, new Shape(2));
        var sum = WrittenModels.Add(edit, input, input, "float");
        edit.AddOutput(WrittenModels.Add(edit, sum, sum, "float again"));
        edit.AddOutput(WrittenModels.Add(edit, bytes, bytes, "int8"));
        var sign = edit.NewValue("sign", ElementType.Float32, new Shape(2));
        edit.AddNode("sign", new Sign(), [sum], [sign]);
        edit.AddOutput(sign);
        using var file = WrittenModels.File(model);
        Assert.Equal(
            [(0, BuiltinOperator.ADD, 1), (0, BuiltinOperator.ADD, 2), (127, BuiltinOperator.SIGN, 1)],
            file.Table.OperatorCodes!.Select(code => ((int)code.DeprecatedBuiltinCode, code.BuiltinCode, code.Version)));
    }

    [Fact]
    public void Names_are_made_unique_and_never_empty()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(2));
        var sum = WrittenModels.Add(edit, input, input, "x");
        sum = WrittenModels.Add(edit, sum, sum, "");
        sum = WrittenModels.Add(edit, sum, sum, "x_1");
        edit.AddOutput(WrittenModels.Add(edit, sum, sum, "x"));
        Assert.Equal(["x", "x_1", "tensor", "x_1_1", "x_2"], WrittenModels.Read(model).Main.Values().Select(value => value.Name));
    }

    [Fact]
    public void Unknown_sizes_stand_as_one_with_a_signature_and_an_unknown_rank_as_none()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(Shape.UnknownSize, 3));
        var unknown = edit.NewValue("unknown", ElementType.Float32, Shape.Unknown);
        edit.AddNode("unknown", new Reshape(Shape.Unknown), [input, edit.AddInput("to", ElementType.Int32, new Shape(Shape.UnknownSize))],
            [unknown]);
        edit.AddOutput(unknown);
        edit.AddOutput(edit.AddConstant("scalar", Tensor.Scalar(1f)));
        using var file = WrittenModels.File(model);
        var tensors = file.Table.Subgraphs![0].Tensors!;
        Assert.Equal(["[1,3] [-1,3] True", "[1] [-1] True", "[]  False", "[]  True"], tensors.Select(Sizes));
        Assert.Equal([Shape.Unknown, Shape.Scalar], file.Model.Main.Outputs.Select(output => output.Shape));
    }

    [Fact]
    public void The_minimum_runtime_is_that_of_the_newest_operator_and_replaces_an_older_one()
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.From(new Shape(2), 1f, 2f)));
        model.Metadata.Add(KeyValuePair.Create<string, ReadOnlyMemory<byte>>("min_runtime_version", Encoding.ASCII.GetBytes("2.99.0")));
        model.Metadata.Add(KeyValuePair.Create<string, ReadOnlyMemory<byte>>("note", new byte[] { 1, 2, 3 }));
        var metadata = WrittenModels.Read(model).Metadata;
        Assert.Equal(["min_runtime_version", "note"], metadata.Select(entry => entry.Key));
        Assert.Equal("1.5.0\0\0\0\0\0\0\0\0\0\0\0", Encoding.ASCII.GetString(metadata[0].Value.Span));
        Assert.Equal([1, 2, 3], metadata[1].Value.ToArray());
    }

    [Fact]
    public void Intermediates_of_a_node_are_kept()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Int8, new Shape(2));
        var output = WrittenModels.Add(edit, input, input, "y");
        edit.AddOutput(output);
        var gate = edit.NewValue("gate", ElementType.Int16, Shape.Scalar, AffineQuantization.PerTensor(0.5f, 3));
        edit.SetIntermediates(output.Producer!, [gate, null]);
        var read = WrittenModels.Read(model);
        Assert.Empty(ModelDifferences.Of(model, read));
        Assert.Equal(gate.Quantization, read.Main.Nodes[0].Intermediates[0]!.Quantization);
    }

    private static string Sizes(TensorTable tensor) =>
        $"[{string.Join(',', tensor.Shape!)}] {(tensor.ShapeSignature is { } open ? $"[{string.Join(',', open)}]" : "")} {tensor.HasRank}";

    /// <summary>
    /// Two subgraphs, two signatures, strings, packed integers, all kinds of quantization, a sparse constant, variables, custom and unknown
    /// operators.
    /// </summary>
    private static Model Everything()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(2, 4));
        model.Description = "everything";
        model.Metadata.Add(KeyValuePair.Create<string, ReadOnlyMemory<byte>>("note", new byte[] { 7 }));
        var scales = edit.AddConstant("scales", new Tensor(ElementType.Float16, new Shape(2, 2), new byte[8]));
        var packed = edit.AddConstant("packed", new Tensor(ElementType.Int4, new Shape(2, 4), new byte[] { 1, 2, 3, 4 }));
        edit.SetQuantization(packed, null,
            new FileQuantization(new BlockwiseQuantizationTable { Scales = 0, ZeroPoints = -1, BlockSize = 2 }, [scales]));
        var pairs = edit.AddConstant("pairs", new Tensor(ElementType.Int2, new Shape(3), new byte[] { 0x1B }),
            AffineQuantization.PerTensor(0.25f, 0));
        var weights = edit.AddConstant(
            "weights", Constant.From(Tensor.From<sbyte>(new Shape(2, 4), 0, 1, 0, 0, 2, 0, 0, 0)),
            new AffineQuantization([0.5f, 0.25f], [0, 0], 0));
        edit.SetSparsity(weights, new FileSparsity(new SparsityParametersTable
        {
            TraversalOrder = [0, 1],
            DimMetadata =
            [
                new DimensionMetadataTable { Format = DimensionType.DENSE, DenseSize = 2 },
                new DimensionMetadataTable
                {
                    Format = DimensionType.SPARSE_CSR,
                    ArraySegments = new Int32VectorTable { Values = [0, 1, 2] },
                    ArrayIndices = new Uint8VectorTable { Values = new byte[] { 1, 0 } },
                },
            ],
        }));
        var texts = edit.AddConstant("texts", new Tensor(new Shape(2), ["one"u8.ToArray(), ReadOnlyMemory<byte>.Empty]));
        var nothing = edit.AddConstant("nothing", Tensor.Zeros(ElementType.Float32, new Shape(0, 3)));
        var state = edit.NewValue("state", ElementType.Float32, new Shape(2, 4));
        edit.SetVariable(state, true);
        var custom = edit.NewValue("custom", ElementType.Float32, new Shape(2, 4));
        edit.AddNode(
            "custom", new OpaqueOperator(BuiltinOperator.CUSTOM, "MyOperator", 3, null, new byte[] { 1, 2, 3 }),
            [input, null, packed, pairs, weights, texts, nothing, state], [custom]);
        var unknown = edit.NewValue("unknown", ElementType.Float32, new Shape(2, 4));
        edit.AddNode("unknown",
            new OpaqueOperator(BuiltinOperator.STABLEHLO_PAD, null, 1, new StablehloPadOptions { EdgePaddingLow = [1, 2] }, default),
            [custom, input], [unknown]);
        edit.AddOutput(unknown);
        var second = new Graph("second");
        model.Subgraphs.Add(second);
        var other = new GraphEdit(second);
        var y = other.AddInput("y", ElementType.Float32, new Shape(2, 4));
        other.AddOutput(WrittenModels.Add(other, y, y, "twice"));
        model.Signatures.Add(
            new Signature("first", model.Main, [KeyValuePair.Create("features", input)], [KeyValuePair.Create("scores", unknown)]));
        model.Signatures.Add(
            new Signature("again", second, [KeyValuePair.Create("y", y)], [KeyValuePair.Create("twice", second.Outputs[0])]));
        return model;
    }
}
