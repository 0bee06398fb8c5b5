using Octavo.Graphs;
using Octavo.Operators;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>
/// One operation of TensorFlow on placeholders and constants, imported, and computed node by node with the scalar kernels.
/// </summary>
internal sealed class ImportedOperation
{
    private readonly Graph graph;

    private ImportedOperation(Graph graph) => this.graph = graph;

    /// <summary>Names of the operators that the outputs depend on, in order.</summary>
    public IReadOnlyList<string> Operators
    {
        get
        {
            var read = new HashSet<Node>(ReferenceEqualityComparer.Instance);
            var pending = new Stack<Value?>(graph.Outputs);
            while (pending.TryPop(out var value))
            {
                if (value?.Producer is { } producer && read.Add(producer))
                {
                    producer.Inputs.ToList().ForEach(pending.Push);
                }
            }

            return [.. graph.Nodes.Where(read.Contains).Select(node => node.Operator.Name)];
        }
    }

    /// <summary>The operation "op" on placeholders "x0", "x1", ... of these tensors' types and shapes.</summary>
    public static ImportedOperation Of(string operation, Tensor[] inputs, Action<NodeDef>? attributes = null)
    {
        var builder = new GraphDefBuilder();
        for (var index = 0; index < inputs.Length; index++)
        {
            AddPlaceholder(builder, $"x{index}", inputs[index]);
        }

        builder.Node(operation, "op", [.. inputs.Select((_, index) => $"x{index}")]);
        SetType(builder.Graph.Node[^1], inputs[0].ElementType);
        attributes?.Invoke(builder.Graph.Node[^1]);
        return From(builder);
    }

    public static ImportedOperation From(GraphDefBuilder builder) => new(ModelImport.Import([builder.Read()], "test").Main);

    public static void AddPlaceholder(GraphDefBuilder builder, string name, Tensor tensor)
    {
        builder.Node("Placeholder", name);
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(tensor.Shape.ToArray().Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        builder.Graph.Node[^1].Attr["dtype"] = new AttrValue { Type = tensor.ElementType.ToDataType() };
        builder.Graph.Node[^1].Attr["shape"] = new AttrValue { Shape = shape };
    }

    public static void AddConstant(GraphDefBuilder builder, string name, Tensor tensor)
    {
        builder.Node("Const", name);
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(tensor.Shape.ToArray().Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        var proto = new TensorProto { Dtype = tensor.ElementType.ToDataType(), TensorShape = shape,
            TensorContent = Google.Protobuf.ByteString.CopyFrom(tensor.Bytes.Span) };
        builder.Graph.Node[^1].Attr["dtype"] = new AttrValue { Type = tensor.ElementType.ToDataType() };
        builder.Graph.Node[^1].Attr["value"] = new AttrValue { Tensor = proto };
    }

    public Tensor Run(params Tensor[] inputs)
    {
        var known = new Dictionary<Value, Tensor>(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < inputs.Length; index++)
        {
            known[graph.Inputs[index]] = inputs[index];
        }

        foreach (var node in graph.Nodes)
        {
            var results = NodeEvaluator.Evaluate(node, [.. node.Inputs.Select(input => input is null ? null : Element(known, input))]);
            for (var index = 0; index < results.Count; index++)
            {
                known[node.Outputs[index]] = results[index];
            }
        }

        return Element(known, graph.Outputs[0]);
    }

    private static Tensor Element(Dictionary<Value, Tensor> known, Value value) => value.Constant?.Evaluate() ?? known[value];

    private static void SetType(NodeDef node, ElementType type)
    {
        if (node.Attr.ContainsKey("T"))
        {
            node.Attr["T"] = new AttrValue { Type = type.ToDataType() };
        }
    }
}
