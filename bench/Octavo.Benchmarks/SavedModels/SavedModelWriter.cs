using Google.Protobuf;
using Octavo.TensorFlow.Messages;

namespace Octavo.Benchmarks;

/// <summary>Writes a model as a SavedModel: resource variables, one signature, a restore graph, a sharded checkpoint.</summary>
internal static class SavedModelWriter
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string folder, LayeredModel model, int shardCount)
    {
        Directory.CreateDirectory(Path.Combine(folder, "variables"));
        CheckpointWriter.Write(Path.Combine(folder, "variables", "variables"), model.Weights, shardCount);
        var graph = new LayeredGraph(model);
        var meta = new MetaGraphDef
        {
            MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { TensorflowVersion = "2.16.1", Tags = { "serve" } },
            GraphDef = graph.Definition,
            SaverDef = new SaverDef
            {
                FilenameTensorName = $"{LayeredGraph.CheckpointFile}:0", SaveTensorName = $"{LayeredGraph.CheckpointFile}:0",
                    RestoreOpName = LayeredGraph.Restore, MaxToKeep = 5, Sharded = true,
                Version = SaverDef.Types.CheckpointFormatVersion.V2,
            },
        };
        meta.SignatureDef["serving_default"] = new SignatureDef
        {
            Inputs = { ["x"] = Wire(LayeredGraph.Input, model.Width) },
            Outputs = { ["y"] = Wire(graph.Output, model.Width) },
            MethodName = "tensorflow/serving/predict",
        };
        using var file = File.Create(Path.Combine(folder, "saved_model.pb"));
        new SavedModel { SavedModelSchemaVersion = 1, MetaGraphs = { meta } }.WriteTo(file);
    }

    private static TensorInfo Wire(string node, int width) =>
        new() { Name = $"{node}:0", Dtype = DataType.DtFloat, TensorShape = CheckpointWriter.Message([-1, width]) };
}
