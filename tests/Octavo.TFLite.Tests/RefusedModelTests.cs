using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

public sealed class RefusedModelTests
{
    private sealed record Unwritable : Operator
    {
        public override string Name => "UNWRITABLE";
    }

    [Fact]
    public void A_model_without_subgraphs() => Refused(new Model(), ErrorKind.MalformedModel, "subgraphs");

    [Fact]
    public void An_operator_that_no_file_knows()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(2));
        edit.AddNode("odd", new Unwritable(), [input], [edit.NewValue("y", ElementType.Float32, new Shape(2))]);
        Refused(model, ErrorKind.UnsupportedOperator, "odd");
    }

    [Fact]
    public void A_tensor_beyond_any_memory()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(int.MaxValue, int.MaxValue, int.MaxValue));
        edit.AddOutput(WrittenModels.Add(edit, input, input, "sum"));
        Refused(model, ErrorKind.OutOfMemory, "too large");
    }

    [Fact]
    public void A_written_file_that_cannot_be_read_back_is_a_fault_of_Octavo_and_takes_no_place()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(2));
        edit.AddOutput(WrittenModels.Add(edit, input, input, "sum"));
        var bytes = ModelWriter.ToBytes(model);
        Assert.Equal(ErrorKind.Internal, Assert.Throws<OctavoException>(() => TFLiteFile.Verify(bytes.AsMemory(0, bytes.Length / 2))).Kind);
        var folder = Directory.CreateTempSubdirectory("octavo").FullName;
        try
        {
            var path = Path.Combine(folder, "model.tflite");
            File.WriteAllText(path, "old");
            var error = Assert.Throws<OctavoException>(() =>
                FileReplacement.Write(path, stream => stream.Write(bytes.AsSpan(0, bytes.Length / 2)), verify: TFLiteFile.Verify));
            Assert.Equal(ErrorKind.Internal, error.Kind);
            Assert.Equal("old", File.ReadAllText(path));
            Assert.Single(Directory.GetFileSystemEntries(folder));
            FileReplacement.Write(path, stream => stream.Write(bytes), verify: TFLiteFile.Verify);
            Assert.Equal(bytes, File.ReadAllBytes(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_value_that_nothing_computes()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(2));
        edit.AddOutput(WrittenModels.Add(edit, input, edit.NewValue("missing", ElementType.Float32, new Shape(2)), "sum"));
        Refused(model, ErrorKind.MalformedModel, "missing");
    }

    [Fact]
    public void An_output_that_nothing_computes()
    {
        var (model, edit, _) = WrittenModels.Start(ElementType.Float32, new Shape(2));
        edit.AddOutput(edit.NewValue("missing", ElementType.Float32, new Shape(2)));
        Refused(model, ErrorKind.MalformedModel, "missing");
    }

    [Fact]
    public void A_type_that_no_file_knows()
    {
        var (model, edit, input) = WrittenModels.Start((ElementType)99, new Shape(2));
        edit.AddOutput(input);
        Refused(model, ErrorKind.UnsupportedFeature, "'x'");
    }

    [Fact]
    public void A_constant_without_bytes() =>
        Refused(
            WrittenModels.Sum(Constant.Lazy(ElementType.Resource, Shape.Scalar, "handle", () => throw new InvalidOperationException()),
                "handle"),
            ErrorKind.MalformedModel, "handle");

    [Fact]
    public void A_constant_over_two_gigabytes()
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Float32, new Shape(2));
        var big = edit.AddConstant("big",
            Constant.Lazy(ElementType.Float32, new Shape(1 << 30), "big", () => throw new InvalidOperationException()));
        var output = edit.NewValue("y", ElementType.Float32, new Shape(2));
        edit.AddNode("y", new OpaqueOperator(FlatBuffers.BuiltinOperator.CUSTOM, "MyOperator", 1, null, default), [input, big], [output]);
        edit.AddOutput(output);
        Refused(model, ErrorKind.UnsupportedFeature, "big");
    }

    [Fact]
    public void A_variable_with_elements()
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.Scalar(1f)), "state");
        new GraphEdit(model.Main).SetVariable(model.Main.Nodes[0].Inputs[1]!, true);
        Refused(model, ErrorKind.UnsupportedFeature, "state");
    }

    [Fact]
    public void Scales_along_an_axis_of_another_size() => RefusedQuantization(new AffineQuantization([1, 2, 3], [0, 0, 0], 0));

    [Fact]
    public void Scales_along_an_axis_that_is_not_there() => RefusedQuantization(new AffineQuantization([1, 2], [0, 0], 5));

    [Fact]
    public void A_scale_that_is_not_finite() => RefusedQuantization(AffineQuantization.PerTensor(float.NaN, 0));

    [Fact]
    public void Scales_and_zero_points_of_different_number() => RefusedQuantization(new AffineQuantization([1, 2], [0], 0));

    [Fact]
    public void A_signature_of_another_model()
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.Scalar(1f)));
        model.Signatures.Add(new Signature("serve", new Graph("elsewhere"), [], []));
        Refused(model, ErrorKind.MalformedModel, "serve");
    }

    [Fact]
    public void A_signature_with_a_value_that_its_graph_lost()
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.Scalar(1f)));
        var lost = new GraphEdit(model.Main).NewValue("lost", ElementType.Float32, Shape.Scalar);
        model.Signatures.Add(new Signature("serve", model.Main, [], [KeyValuePair.Create("y", lost)]));
        Refused(model, ErrorKind.MalformedModel, "lost");
    }

    private static void RefusedQuantization(AffineQuantization quantization)
    {
        var (model, edit, input) = WrittenModels.Start(ElementType.Int8, new Shape(2));
        var output = WrittenModels.Add(edit, input, input, "wrong");
        edit.SetQuantization(output, quantization);
        edit.AddOutput(output);
        Refused(model, ErrorKind.MalformedModel, "wrong");
    }

    private static void Refused(Model model, ErrorKind kind, string named)
    {
        var error = Assert.Throws<OctavoException>(() => ModelWriter.ToBytes(model));
        Assert.Equal(kind, error.Kind);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
