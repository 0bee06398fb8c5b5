using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.TensorFlow.Tests;

namespace Octavo.EndToEnd;

/// <summary>A graph that is to be converted.</summary>
/// <param name="Inputs">Names and shapes of its placeholders.</param>
/// <param name="Output">The node of its only output.</param>
/// <param name="Variables">Its weights, where they are variables; null for a frozen graph.</param>
/// <param name="NamesOutput">Whether a frozen graph's output is named.</param>
internal sealed record WrittenModel(GraphDef Graph, IReadOnlyList<(string Name, DataType Type, int[] Shape)> Inputs, string Output,
    WrittenWeights? Variables, bool NamesOutput = true)
{
    public static GraphDef NewGraph() => new() { Versions = new VersionDef { Producer = 2000 }, Library = new FunctionDefLibrary() };

    /// <summary>Writes it as a frozen graph or a SavedModel.</summary>
    public Converter WriteTo(string folder)
    {
        if (Variables is null)
        {
            var path = Path.Combine(folder, "graph.pb");
            File.WriteAllBytes(path, Graph.ToByteArray());
            return Converter.FromFrozenGraph(path, [.. Inputs.Select(input => input.Name)], NamesOutput ? [Output] : null);
        }

        var restore = Variables.Restore(new NodeScope(Graph.Node, false));
        var meta = new MetaGraphDef
        {
            MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef(),
            GraphDef = Graph,
            SaverDef = new SaverDef { FilenameTensorName = "save/Const:0", RestoreOpName = restore,
                Version = SaverDef.Types.CheckpointFormatVersion.V2 },
        };
        meta.MetaInfoDef.Tags.Add("serve");
        var signature = new SignatureDef { MethodName = "tensorflow/serving/predict" };
        foreach (var (name, type, shape) in Inputs)
        {
            signature.Inputs[name] = new TensorInfo { Name = $"{name}:0", Dtype = type, TensorShape = NodeScope.ShapeOf(shape) };
        }

        signature.Outputs["output"] = new TensorInfo { Name = $"{Output}:0", Dtype = DataType.DtFloat };
        meta.SignatureDef["serving_default"] = signature;
        var model = new TensorFlow.Messages.SavedModel { SavedModelSchemaVersion = 1 };
        model.MetaGraphs.Add(meta);
        File.WriteAllBytes(Path.Combine(folder, "saved_model.pb"), model.ToByteArray());
        var bundle = new BundleWriter();
        foreach (var (key, tensor) in Variables.Stored)
        {
            bundle.Add(key, NodeScope.TypeOf(tensor.ElementType), tensor.Shape, tensor.Bytes.ToArray());
        }

        bundle.Write(Directory.CreateDirectory(Path.Combine(folder, "variables")).FullName);
        return Converter.FromSavedModel(folder);
    }
}
