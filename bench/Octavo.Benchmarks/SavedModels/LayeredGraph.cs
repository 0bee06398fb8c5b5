using Google.Protobuf;
using Octavo.TensorFlow.Messages;

namespace Octavo.Benchmarks;

/// <summary>The graph of a <see cref="LayeredModel"/>, in TensorFlow's operations.</summary>
internal sealed class LayeredGraph
{
    public const string Input = "x";
    public const string CheckpointFile = "save/Const";
    public const string Restore = "save/restore_all";

    public LayeredGraph(LayeredModel model)
    {
        AddTyped("Placeholder", Input).Attr["shape"] = new AttrValue { Shape = CheckpointWriter.Message([-1, model.Width]) };
        foreach (var weights in model.Weights)
        {
            AddVariable(weights);
        }

        Output = Input;
        for (var layer = 0; layer < model.LayerCount; layer++)
        {
            var name = $"layer{layer:D4}";
            AddTyped("MatMul", $"{name}/MatMul", "T", Output, $"{name}/kernel/Read");
            AddTyped("BiasAdd", $"{name}/BiasAdd", "T", $"{name}/MatMul", $"{name}/bias/Read");
            AddTyped("Relu", $"{name}/Relu", "T", $"{name}/BiasAdd");
            Output = $"{name}/Relu";
        }

        AddRestore(model.Weights);
    }

    public GraphDef Definition { get; } =
        new() { Versions = new VersionDef { Producer = 1882, MinConsumer = 12 }, Library = new FunctionDefLibrary() };

    /// <summary>The node that gives the result.</summary>
    public string Output { get; }

    private void AddVariable(ModelWeights weights)
    {
        var handle = AddTyped("VarHandleOp", weights.Name);
        handle.Attr["shape"] = new AttrValue { Shape = CheckpointWriter.Message(weights.Shape) };
        handle.Attr["shared_name"] = new AttrValue { S = ByteString.CopyFromUtf8(weights.Name) };
        AddTyped("ReadVariableOp", $"{weights.Name}/Read", "dtype", weights.Name);
    }

    private void AddRestore(IReadOnlyList<ModelWeights> weights)
    {
        AddStrings(CheckpointFile, [], "model");
        AddStrings("save/names", [weights.Count], [.. weights.Select(weight => weight.Name)]);
        AddStrings("save/slices", [weights.Count], [.. weights.Select(_ => "")]);
        var types = new AttrValue.Types.ListValue();
        types.Type.AddRange(weights.Select(_ => DataType.DtFloat));
        Add("RestoreV2", "save/RestoreV2", CheckpointFile, "save/names", "save/slices").Attr["dtypes"] = new AttrValue { List = types };
        for (var index = 0; index < weights.Count; index++)
        {
            AddTyped("AssignVariableOp", $"save/Assign{index}", "dtype", weights[index].Name,
                index == 0 ? "save/RestoreV2" : $"save/RestoreV2:{index}");
        }

        Add("NoOp", Restore, [.. weights.Select((_, index) => $"^save/Assign{index}")]);
    }

    private void AddStrings(string name, int[] shape, params string[] values)
    {
        var tensor = new TensorProto { Dtype = DataType.DtString, TensorShape = CheckpointWriter.Message(shape) };
        tensor.StringVal.AddRange(values.Select(ByteString.CopyFromUtf8));
        var node = Add("Const", name);
        node.Attr["dtype"] = new AttrValue { Type = DataType.DtString };
        node.Attr["value"] = new AttrValue { Tensor = tensor };
    }

    private NodeDef AddTyped(string operation, string name, string typeAttribute = "dtype", params string[] inputs)
    {
        var node = Add(operation, name, inputs);
        node.Attr[typeAttribute] = new AttrValue { Type = DataType.DtFloat };
        return node;
    }

    private NodeDef Add(string operation, string name, params string[] inputs)
    {
        var node = new NodeDef { Name = name, Op = operation };
        node.Input.AddRange(inputs);
        Definition.Node.Add(node);
        return node;
    }
}
