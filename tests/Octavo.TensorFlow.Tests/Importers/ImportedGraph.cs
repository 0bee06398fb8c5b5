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
        shape.Dim.AddRange((declared.Length != 0 ? declared : tensor.Shape.ToArray().Select(size => (long)size))
            .Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        var node = GraphDefBuilder.Make("Placeholder", name);
        node.Attr["dtype"] = Type(tensor.ElementType);
        node.Attr["shape"] = new AttrValue { Shape = shape };
        builder.Graph.Node.Add(node);
        fed.Add(name, tensor);
        return this;
    }

    public ImportedGraph Constant(string name, Tensor tensor)
    {
        var value = new TensorProto { Dtype = Type(tensor.ElementType).Type, TensorShape = new TensorShapeProto(),
            TensorContent = ByteString.CopyFrom(tensor.Bytes.Span) };
        value.TensorShape.Dim.AddRange(tensor.Shape.ToArray().Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        var node = GraphDefBuilder.Make("Const", name);
        node.Attr["dtype"] = Type(tensor.ElementType);
        node.Attr["value"] = new AttrValue { Tensor = value };
        builder.Graph.Node.Add(node);
        return this;
    }

    /// <summary>A constant that is there only where another node runs.</summary>
    public ImportedGraph Controlled(string name, Tensor tensor, string control)
    {
        Constant(name, tensor);
        builder.Graph.Node[^1].Input.Add($"^{control}");
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
        ModelImport.Import(
            [builder.Read([.. fed.Keys],
                [.. outputs.Select(output => output.Contains(':', StringComparison.Ordinal) ? output : $"{output}:0")])],
                "test").Subgraphs[0];

    /// <summary>The names of the operators that an output needs.</summary>
    public string[] Operators(string output)
    {
        var graph = Import(output);
        return [.. Needed(graph).Select(node => node.Operator.Name)];
    }

    public Tensor Run(string output)
    {
        var graph = Import(output);
        return Compute(graph, [.. graph.Inputs.Select(input => fed[input.Name.Split(':')[0]])])[0];
    }

    /// <summary>A function of floats.</summary>
    public ImportedGraph Function(string name, string[] arguments, (string Name, string Value)[] results, params NodeDef[] nodes)
    {
        builder.Function(name, arguments, results, nodes);
        return this;
    }

    /// <summary>A node of floats that runs functions.</summary>
    public ImportedGraph Call(string operation, string name, (string Attribute, string[] Functions)[] functions, int results,
        params string[] inputs)
    {
        var node = GraphDefBuilder.Make(operation, name, inputs);
        foreach (var (attribute, names) in functions)
        {
            var list = new AttrValue.Types.ListValue();
            list.Func.AddRange(names.Select(function => new NameAttrList { Name = function }));
            node.Attr[attribute] = attribute == "branches" ? new AttrValue { List = list } : new AttrValue { Func = list.Func[0] };
        }

        node.Attr["T"] = GraphDefBuilder.Types(inputs.Length);
        node.Attr["Tin"] = GraphDefBuilder.Types(inputs.Length - 1);
        node.Attr["Tout"] = GraphDefBuilder.Types(results);
        builder.Graph.Node.Add(node);
        return this;
    }

    private static Tensor[] Compute(Graph graph, Tensor[] inputs)
    {
        var values = new Dictionary<Value, Tensor>(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < inputs.Length; index++)
        {
            values.Add(graph.Inputs[index], inputs[index]);
        }

        foreach (var node in Needed(graph))
        {
            Tensor?[] operands = [.. node.Inputs.Select(input => input is null ? null : Of(input))];
            foreach (var (value, tensor) in node.Outputs.Zip(Compute(node, operands)))
            {
                values.Add(value, tensor);
            }
        }

        return [.. graph.Outputs.Select(Of)];

        Tensor Of(Value value) => value.Constant?.Evaluate() ?? values[value];
    }

    private static IReadOnlyList<Tensor> Compute(Node node, Tensor?[] operands)
    {
        switch (node.Operator)
        {
            case While loop:
                Tensor[] state = [.. operands.OfType<Tensor>()];
                while (Compute(loop.Condition.Target, state)[0].Values<byte>()[0] != 0)
                {
                    state = Compute(loop.Body.Target, state);
                }

                return state;
            case If branches:
                return Compute(operands[0]!.Values<byte>()[0] != 0 ? branches.Then.Target : branches.Else.Target,
                    [.. operands.Skip(1).OfType<Tensor>()]);
            default:
                return NodeEvaluator.Evaluate(node, operands);
        }
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
