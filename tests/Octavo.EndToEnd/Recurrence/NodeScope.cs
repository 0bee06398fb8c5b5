using Google.Protobuf;
using Octavo.TensorFlow;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>A place to write nodes to, a graph or the body of a function: both name the outputs of nodes in ways of their own.</summary>
/// <param name="isFunction">Whether an output is <c>node:argument:number</c> rather than <c>node:number</c>.</param>
/// <param name="prefix">Before each name.</param>
/// <param name="control">The node that constants wait for; null for none.</param>
internal sealed class NodeScope(IList<NodeDef> nodes, bool isFunction, string prefix = "", string? control = null)
{
    private const string Int32Attributes = "Index shape_type";

    /// <summary>The same place, with a longer prefix.</summary>
    public NodeScope Inside(string part, string? waitFor = null) => new(nodes, isFunction, prefix + part, waitFor ?? control);

    /// <summary>Adds a node, with the attributes that its operation has no defaults for; types are those of floats.</summary>
    /// <returns>What other nodes call its first output.</returns>
    public string Add(string operation, string name, (string Name, object Value)[] attributes, params string[] inputs) =>
        Outputs(operation, name, 1, attributes, inputs)[0];

    /// <summary>A node of floats alone.</summary>
    public string Add(string operation, string name, params string[] inputs) => Add(operation, name, [], inputs);

    /// <summary>A node of several outputs.</summary>
    public string[] Outputs(string operation, string name, int count, (string Name, object Value)[] attributes, params string[] inputs)
    {
        var node = new NodeDef { Name = prefix + name, Op = operation };
        node.Input.AddRange(inputs);
        var signature = OperationSignatures.Find(operation)!;
        foreach (var attribute in signature.Attributes.Where(attribute => attribute.Type == "type" && attribute.Default is null))
        {
            node.Attr[attribute.Name] = new AttrValue { Type = Int32Attributes.Contains(attribute.Name, StringComparison.Ordinal)
                ? DataType.DtInt32 : DataType.DtFloat };
        }

        foreach (var (attribute, value) in attributes)
        {
            node.Attr[attribute] = Attribute(value);
        }

        nodes.Add(node);
        return [.. Enumerable.Range(0, count).Select(index => Output(node.Name, signature, index))];
    }

    /// <summary>What other nodes call an output of a node that is still to be added.</summary>
    public string NameOf(string name) => prefix + name;

    public string Constant(string name, Tensor tensor) =>
        Add("Const", name, [("dtype", TypeOf(tensor.ElementType)), ("value", tensor)], control is null ? [] : [$"^{control}"]);

    public string Integers(string name, params int[] values) => Constant(name, Tensor.From(new Shape(values.Length), values));

    public string Integer(string name, int value) => Constant(name, Tensor.Scalar(value));

    /// <summary>The size of one axis of a tensor of floats, read while the model runs.</summary>
    public string Size(string name, string value, int axis)
    {
        var shape = Add("Shape", $"{name}/Shape", value);
        return Add(
            "StridedSlice", $"{name}/strided_slice", [("T", DataType.DtInt32), ("shrink_axis_mask", 1)], shape,
            Integers($"{name}/strided_slice/stack", axis),
            Integers($"{name}/strided_slice/stack_1", axis + 1), Integers($"{name}/strided_slice/stack_2", 1));
    }

    /// <summary>One position along the first axis of a tensor of floats; -1 for the last.</summary>
    public string Position(string name, string value, int position) => Add(
        "StridedSlice", name, [("shrink_axis_mask", 1)], value, Integers($"{name}/stack", position),
        Integers($"{name}/stack_1", position + 1), Integers($"{name}/stack_2", 1));

    /// <summary>Columns of a matrix, from one to before another; 0 for the end.</summary>
    public string Columns(string name, string matrix, int first, int last) => Add(
        "StridedSlice", name, [("begin_mask", first == 0 ? 3 : 1), ("end_mask", last == 0 ? 3 : 1)], matrix,
        Integers($"{name}/stack", 0, first),
        Integers($"{name}/stack_1", 0, last), Integers($"{name}/stack_2", 1, 1));

    public static TensorShapeProto ShapeOf(params int[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        return shape;
    }

    public static DataType TypeOf(ElementType type) => type switch
    {
        ElementType.Float32 => DataType.DtFloat,
        ElementType.Int32 => DataType.DtInt32,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such constant is written"),
    };

    private string Output(string node, OperationSignature signature, int index) =>
        isFunction ? signature.Outputs.Length == 1 ? $"{node}:{signature.Outputs[0].Name}:{index}"
        : $"{node}:{signature.Outputs[index].Name}:0"
        : index == 0 ? node
        : $"{node}:{index}";

    private static AttrValue Attribute(object value)
    {
        switch (value)
        {
            case int integer:
                return new AttrValue { I = integer };
            case float number:
                return new AttrValue { F = number };
            case bool flag:
                return new AttrValue { B = flag };
            case DataType type:
                return new AttrValue { Type = type };
            case TensorShapeProto shape:
                return new AttrValue { Shape = shape };
            case NameAttrList function:
                return new AttrValue { Func = function };
            case Tensor tensor:
                return new AttrValue
                {
                    Tensor = new TensorProto { Dtype = TypeOf(tensor.ElementType), TensorShape = ShapeOf(tensor.Shape.ToArray()),
                        TensorContent = ByteString.CopyFrom(tensor.Bytes.Span) },
                };
            case DataType[] types:
                var list = new AttrValue.Types.ListValue();
                list.Type.AddRange(types);
                return new AttrValue { List = list };
            case int[] numbers:
                var integers = new AttrValue.Types.ListValue();
                integers.I.AddRange(numbers.Select(number => (long)number));
                return new AttrValue { List = integers };
            case string[] texts:
                var strings = new TensorProto { Dtype = DataType.DtString, TensorShape = ShapeOf(texts.Length) };
                strings.StringVal.AddRange(texts.Select(ByteString.CopyFromUtf8));
                return new AttrValue { Tensor = strings };
            default:
                return new AttrValue { S = ByteString.CopyFromUtf8((string)value) };
        }
    }
}
