using Google.Protobuf;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Builds a small graph of TensorFlow, imports it, and computes its output node by node with the reference kernels.</summary>
internal sealed class ImportedGraph
{
    private readonly GraphDefBuilder builder = new();
    private readonly Dictionary<string, Tensor> fed = new(StringComparer.Ordinal);

    /// <summary>A placeholder and what is fed to it; declared with the tensor's own shape, or with unknown sizes.</summary>
    public ImportedGraph Input(string name, Tensor tensor, params long[] declared)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange((declared.Length != 0 ? declared : tensor.Shape.ToArray().Select(size => (long)size)).Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        var node = GraphDefBuilder.Make("Placeholder", name);
        node.Attr["dtype"] = Type(tensor.ElementType);
        node.Attr["shape"] = new AttrValue { Shape = shape };
        builder.Graph.Node.Add(node);
        fed.Add(name, tensor);
        return this;
    }

    public ImportedGraph Constant(string name, Tensor tensor)
    {
        var value = new TensorProto { Dtype = Type(tensor.ElementType).Type, TensorShape = new TensorShapeProto(), TensorContent = ByteString.CopyFrom(tensor.Bytes.Span) };
        value.TensorShape.Dim.AddRange(tensor.Shape.ToArray().Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        var node = GraphDefBuilder.Make("Const", name);
        node.Attr["dtype"] = Type(tensor.ElementType);
        node.Attr["value"] = new AttrValue { Tensor = value };
        builder.Graph.Node.Add(node);
        return this;
    }

    public ImportedGraph Integers(string name, params int[] values) => Constant(name, Tensor.From(new Shape(values.Length), values));

    public ImportedGraph Scalar(string name, int value) => Constant(name, Tensor.Scalar(value));

    /// <param name="operation">TensorFlow's name.</param>
    /// <param name="name">The node's.</param>
    /// <param name="attributes">Integers, texts, booleans and element types by attribute.</param>
    /// <param name="inputs">Names of tensors.</param>
    public ImportedGraph Node(string operation, string name, (string Name, object Value)[] attributes, params string[] inputs)
    {
        var node = GraphDefBuilder.Make(operation, name, inputs);
        foreach (var (attribute, value) in attributes)
        {
            node.Attr[attribute] = value switch
            {
                int number => new AttrValue { I = number },
                bool flag => new AttrValue { B = flag },
                ElementType type => Type(type),
                _ => new AttrValue { S = ByteString.CopyFromUtf8((string)value) },
            };
        }

        builder.Graph.Node.Add(node);
        return this;
    }

    public Graph Import(params string[] outputs) =>
        ModelImport.Import([builder.Read([.. fed.Keys], [.. outputs.Select(output => output.Contains(':', StringComparison.Ordinal) ? output : $"{output}:0")])], "test").Subgraphs[0];

    /// <summary>The names of the operators that an output needs.</summary>
    public string[] Operators(string output)
    {
        var graph = Import(output);
        return [.. Needed(graph).Select(node => node.Operator.Name)];
    }

    public Tensor Run(string output)
    {
        var graph = Import(output);
        var values = new Dictionary<Value, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (var input in graph.Inputs)
        {
            values.Add(input, fed[input.Name.Split(':')[0]]);
        }

        Tensor Of(Value value) => value.Constant?.Evaluate() ?? values[value];
        foreach (var node in Needed(graph))
        {
            var results = NodeEvaluator.Evaluate(node, [.. node.Inputs.Select(input => input is null ? null : Of(input))]);
            foreach (var (value, tensor) in node.Outputs.Zip(results))
            {
                values.Add(value, tensor);
            }
        }

        return Of(graph.Outputs[0]);
    }

    private static IEnumerable<Node> Needed(Graph graph)
    {
        var needed = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        void Visit(Value? value)
        {
            if (value?.Producer is { } node && needed.Add(node))
            {
                foreach (var input in node.Inputs)
                {
                    Visit(input);
                }
            }
        }

        foreach (var output in graph.Outputs)
        {
            Visit(output);
        }

        return graph.Nodes.Where(needed.Contains);
    }

    private static AttrValue Type(ElementType type) => new()
    {
        Type = type switch
        {
            ElementType.Float32 => DataType.DtFloat,
            ElementType.Float64 => DataType.DtDouble,
            ElementType.Float16 => DataType.DtHalf,
            ElementType.Int64 => DataType.DtInt64,
            ElementType.Boolean => DataType.DtBool,
            ElementType.UInt8 => DataType.DtUint8,
            _ => DataType.DtInt32,
        },
    };
}
