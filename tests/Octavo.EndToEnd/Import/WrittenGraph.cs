using System.Runtime.InteropServices;
using Google.Protobuf;
using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>A frozen graph that is written node by node; attributes of type are float unless told.</summary>
internal sealed class WrittenGraph
{
    public GraphDef Graph { get; } = WrittenModel.NewGraph();

    public string Placeholder(string name, params int[] sizes) =>
        Add("Placeholder", name, [], ("dtype", DataType.DtFloat), ("shape", sizes));

    public string Constant(string name, params float[] elements) => Shaped(name, [elements.Length], elements);

    public string Shaped(string name, int[] sizes, params float[] elements) =>
        Add("Const", name, [], ("dtype", DataType.DtFloat),
            ("value", Tensor(DataType.DtFloat, sizes, MemoryMarshal.AsBytes<float>(elements).ToArray())));

    public string Integer(string name, int number, params string[] controls) =>
        Add("Const", name, controls, ("dtype", DataType.DtInt32), ("value", Tensor(DataType.DtInt32, [], BitConverter.GetBytes(number))));

    public string Integers(string name, params int[] numbers) =>
        Add("Const", name, [], ("dtype", DataType.DtInt32),
            ("value", Tensor(DataType.DtInt32, [numbers.Length], MemoryMarshal.AsBytes<int>(numbers).ToArray())));

    public string Node(string operation, string name, params string[] inputs) => Add(operation, name, inputs);

    public string Add(string operation, string name, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var node = new NodeDef { Name = name, Op = operation };
        node.Input.AddRange(inputs);
        foreach (
            var attribute in TensorFlow.OperationSignatures.Find(operation)?.Attributes.Where(attribute =>
                attribute is { Type: "type", Default: null }) ?? [])
        {
            node.Attr[attribute.Name] = new AttrValue { Type = DataType.DtFloat };
        }

        foreach (var (attribute, value) in attributes)
        {
            node.Attr[attribute] = value switch
            {
                DataType type => new AttrValue { Type = type },
                int[] sizes => new AttrValue { Shape = Shape(sizes) },
                TensorProto tensor => new AttrValue { Tensor = tensor },
                int number => new AttrValue { I = number },
                bool flag => new AttrValue { B = flag },
                string text => new AttrValue { S = ByteString.CopyFromUtf8(text) },
                var other => throw new ArgumentException($"{other} is no attribute.", nameof(attributes)),
            };
        }

        Graph.Node.Add(node);
        return name;
    }

    public string Write(string folder)
    {
        var path = Path.Combine(folder, "graph.pb");
        File.WriteAllBytes(path, Graph.ToByteArray());
        return path;
    }

    private static TensorProto Tensor(DataType type, int[] sizes, byte[] bytes) =>
        new() { Dtype = type, TensorShape = Shape(sizes), TensorContent = ByteString.CopyFrom(bytes) };

    private static TensorShapeProto Shape(int[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        return shape;
    }
}
