using Xunit.Abstractions;

namespace Octavo.FlatBuffers.Tests;

public class ModelFileTests(ITestOutputHelper output)
{
    [Fact]
    public void A_sparse_model_reads_as_expected()
    {
        var model = Read("sparse");
        Assert.Equal(3u, model.Version);
        Assert.Equal([BuiltinOperator.FULLY_CONNECTED], model.OperatorCodes!.Select(code => code.BuiltinCode));
        Assert.Equal(9, model.OperatorCodes![0].DeprecatedBuiltinCode);
        Assert.True(model.Buffers![0].Data is null or { IsEmpty: true });
        var subgraph = Assert.Single(model.Subgraphs!);
        Assert.IsType<FullyConnectedOptions>(Assert.Single(subgraph.Operators!).BuiltinOptions);
        var sparsity = Assert.Single(subgraph.Tensors!, tensor => tensor.Sparsity is not null).Sparsity!;
        Assert.Equal([0, 1, 2], sparsity.TraversalOrder!);
        Assert.Equal([1], sparsity.BlockMap!);
        Assert.Equal([DimensionType.DENSE, DimensionType.SPARSE_CSR, DimensionType.DENSE],
            sparsity.DimMetadata!.Select(dimension => dimension.Format));
    }

    [Fact]
    public void Blockwise_quantization_reads_as_expected()
    {
        var model = Read("blockwise");
        var details = model.Subgraphs![0].Tensors!.Select(tensor => tensor.Quantization?.Details).OfType<BlockwiseQuantizationTable>();
        Assert.Equal(32, Assert.Single(details).BlockSize);
    }

    [Fact]
    public void Signatures_and_custom_operators_read_as_expected()
    {
        Assert.Equal(2, Read("two_signatures").SignatureDefs!.Length);
        var custom = Read("custom_detection");
        Assert.Equal(BuiltinOperator.CUSTOM, custom.OperatorCodes![0].BuiltinCode);
        Assert.Equal("TFLite_Detection_PostProcess", custom.OperatorCodes[0].CustomCode);
        Assert.False(custom.Subgraphs![0].Operators![0].CustomOptions!.Value.IsEmpty);
    }

    [RecordedFact]
    public void Every_shared_model_reads_like_the_independent_decoder_and_survives_rewriting()
    {
        var shared = SharedFolder.Of();
        var files = Files(shared, "corpus").Concat(Files(shared, "conformance")).Where(path => !IsMalformed(path)).ToList();
        var bytes = 0L;
        foreach (var path in files)
        {
            var file = File.ReadAllBytes(path);
            bytes += file.Length;
            var model = ModelTable.Read(FlatBuffer.Root(file, "TFL3"));
            var expected = RawDump.Root(file, "Model");
            Assert.True(expected.SequenceEqual(ObjectDump.Of(model)), path);
            var builder = new FlatBufferBuilder();
            builder.Finish(model.Write(builder), "TFL3");
            var rewritten = builder.ToArray();
            Assert.True(Undeprecated(expected).SequenceEqual(Undeprecated(RawDump.Root(rewritten, "Model"))), path);
            Assert.Empty(RawDump.Misaligned(rewritten, "Model"));
        }

        output.WriteLine($"{files.Count} models, {bytes} bytes");
        Assert.NotEmpty(files);
    }

    [RecordedFact]
    public void Every_shared_malformed_model_is_read_or_refused()
    {
        var shared = SharedFolder.Of();
        var refused = 0;
        var files = Files(shared, "conformance").Where(IsMalformed).ToList();
        foreach (var path in files)
        {
            try
            {
                _ = ModelTable.Read(FlatBuffer.Root(File.ReadAllBytes(path), "TFL3"));
            }
            catch (FlatBufferException error)
            {
                refused++;
                output.WriteLine($"{Path.GetFileName(path)}: {error.Message}");
            }
        }

        output.WriteLine($"{refused} of {files.Count} are refused by their structure");
        Assert.InRange(refused, Math.Min(2, files.Count), files.Count);
    }

    private static ModelTable Read(string name) => ModelTable.Read(FlatBuffer.Root(TestModels.Read(name), "TFL3"));

    private static IEnumerable<string> Files(string shared, string folder) =>
        Directory.EnumerateFiles(Path.Combine(shared, folder), "*.tflite", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static bool IsMalformed(string path) => path.Contains("_malformed", StringComparison.Ordinal);

    private static IEnumerable<string> Undeprecated(IEnumerable<string> lines) =>
        lines.Where(line =>
            !line.Contains(".new_height =", StringComparison.Ordinal) && !line.Contains(".new_width =", StringComparison.Ordinal)
            && !line.Contains(".deprecated_tag =", StringComparison.Ordinal));
}
