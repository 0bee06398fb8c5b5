using Google.Protobuf;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>One operation of TensorFlow with its operands and attributes, imported and computed node by node.</summary>
internal sealed class SpatialOperation
{
    private readonly GraphDefBuilder builder = new();
    private readonly NodeDef node;
    private readonly Dictionary<string, Tensor> given = new(StringComparer.Ordinal);

    public SpatialOperation(string operation, params (string Name, object Value)[] attributes)
    {
        node = GraphDefBuilder.Make(operation, "node");
        foreach (var (name, value) in attributes)
        {
            node.Attr[name] = Attribute(value);
        }
    }

    /// <summary>
    /// An operand that the model's caller gives; declared without sizes but for those that <paramref name="declared"/> says.
    /// </summary>
    public SpatialOperation Input(Tensor tensor, Shape? declared = null)
    {
        var name = $"input{node.Input.Count}";
        var placeholder = GraphDefBuilder.Make("Placeholder", name);
        placeholder.Attr["dtype"] = Attribute(tensor.ElementType);
        placeholder.Attr["shape"] = new AttrValue { Shape = Sizes(declared ?? tensor.Shape) };
        builder.Graph.Node.Add(placeholder);
        given.Add(name, tensor);
        node.Input.Add(name);
        return this;
    }

    public SpatialOperation Constant(Tensor tensor)
    {
        var name = $"constant{node.Input.Count}";
        var constant = GraphDefBuilder.Make("Const", name);
        constant.Attr["dtype"] = Attribute(tensor.ElementType);
        constant.Attr["value"] = new AttrValue
        {
            Tensor = new TensorProto { Dtype = DataTypeOf(tensor.ElementType), TensorShape = Sizes(tensor.Shape),
                TensorContent = ByteString.CopyFrom(tensor.Bytes.Span) },
        };
        builder.Graph.Node.Add(constant);
        node.Input.Add(name);
        return this;
    }

    /// <summary>Names of the operators that the first outputs need.</summary>
    public string[] Operators(int outputs = 1)
    {
        var graph = Import(outputs);
        var needed = new HashSet<Node>();
        foreach (var output in graph.Outputs)
        {
            Need(output, needed);
        }

        return [.. graph.Nodes.Where(needed.Contains).Select(each => each.Operator.Name)];
    }

    public Tensor Run() => Run(1)[0];

    public Tensor[] Run(int outputs)
    {
        var graph = Import(outputs);
        var values = graph.Inputs.ToDictionary(input => input, input => given[input.Name]);
        foreach (var each in graph.Nodes)
        {
            var results = NodeEvaluator.Evaluate(each, [.. each.Inputs.Select(input => input is null ? null : Element(values, input))]);
            for (var index = 0; index < results.Count; index++)
            {
                Assert.True(each.Outputs[index].Shape.Admits(results[index].Shape),
                    $"{each.Operator.Name}: {each.Outputs[index].Shape} was inferred, {results[index].Shape} computed");
                values[each.Outputs[index]] = results[index];
            }
        }

        return [.. graph.Outputs.Select(output => Element(values, output))];
    }

    private static Tensor Element(Dictionary<Value, Tensor> values, Value value) => value.Constant?.Evaluate() ?? values[value];

    private static void Need(Value value, HashSet<Node> needed)
    {
        if (value.Producer is { } producer && needed.Add(producer))
        {
            foreach (var input in producer.Inputs.OfType<Value>())
            {
                Need(input, needed);
            }
        }
    }

    private Graph Import(int outputs)
    {
        if (!builder.Graph.Node.Contains(node))
        {
            builder.Graph.Node.Add(node);
        }

        return ModelImport.Import([builder.Read([.. given.Keys], [.. Enumerable.Range(0, outputs).Select(index => $"node:{index}")])],
            "test").Subgraphs[0];
    }

    private static TensorShapeProto Sizes(Shape shape)
    {
        var sizes = new TensorShapeProto();
        sizes.Dim.AddRange(shape.ToArray().Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        return sizes;
    }

    private static AttrValue Attribute(object value)
    {
        switch (value)
        {
            case int[] numbers:
                var list = new AttrValue.Types.ListValue();
                list.I.AddRange(numbers.Select(number => (long)number));
                return new AttrValue { List = list };
            case int number:
                return new AttrValue { I = number };
            case float number:
                return new AttrValue { F = number };
            case bool flag:
                return new AttrValue { B = flag };
            case ElementType type:
                return new AttrValue { Type = DataTypeOf(type) };
            default:
                return new AttrValue { S = ByteString.CopyFromUtf8((string)value) };
        }
    }

    private static DataType DataTypeOf(ElementType type) => type switch
    {
        ElementType.Float32 => DataType.DtFloat,
        ElementType.Float64 => DataType.DtDouble,
        ElementType.Float16 => DataType.DtHalf,
        ElementType.Int8 => DataType.DtInt8,
        ElementType.Int16 => DataType.DtInt16,
        ElementType.Int32 => DataType.DtInt32,
        ElementType.Int64 => DataType.DtInt64,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No test needs this type yet."),
    };
}
