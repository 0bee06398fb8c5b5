using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>
/// Turns one graph into a subgraph of a file. Tensors stand in order of first mention: inputs, then as the nodes read and compute them.
/// </summary>
internal sealed class SubgraphWriter(Graph graph, IReadOnlyList<Graph> subgraphs, ConstantReader reader, BufferList buffers,
    OperatorCodeList codes)
{
    private readonly Dictionary<Value, int> indices = new(ReferenceEqualityComparer.Instance);

    private string Where => $"graph '{graph.Name}'";

    public SubGraphTable Write()
    {
        var values = graph.Values().ToArray();
        foreach (var value in values)
        {
            indices.Add(value, indices.Count);
        }

        RequireProvided();
        var names = new TensorNames();
        var tensors = new TensorWriter(reader, buffers, value => IndexOf(value, Where), Where);
        return new SubGraphTable
        {
            Name = graph.Name,
            Tensors = [.. values.Select(value => tensors.Write(value, names.Unique(value.Name)))],
            Inputs = [.. graph.Inputs.Select(input => indices[input])],
            Outputs = [.. graph.Outputs.Select(output => indices[output])],
            Operators = [.. graph.Nodes.Select(WriteNode)],
        };
    }

    /// <summary>The tensor that stands for a value.</summary>
    /// <exception cref="OctavoException">The graph does not mention the value.</exception>
    public int IndexOf(Value value, string where) => indices.TryGetValue(value, out var index)
        ? index
        : throw new OctavoException(ErrorKind.MalformedModel, "a value is named that its graph does not have", where, $"a value of {graph}",
            value.ToString());

    private OperatorTable WriteNode(Node node)
    {
        var (code, customCode, options, custom) = node.Operator switch
        {
            OpaqueOperator opaque => (opaque.Code, opaque.CustomCode, opaque.Options, opaque.CustomOptions),
            var known when OperatorCatalog.Find(known) is { } descriptor =>
                (descriptor.Code, null, descriptor.Write(SubgraphLinks.Place(known, subgraphs, $"{Where}, {node.Where}")), default),
            _ => throw new OctavoException(
                ErrorKind.UnsupportedOperator, "an operator has no form in a .tflite file", $"{Where}, {node.Where}",
                "an operator of the schema", node.Operator.Name),
        };
        if (options is UnknownUnionMember unknown)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "options that no schema knows cannot be written", $"{Where}, {node.Where}",
                "options of the schema", unknown.SchemaName);
        }

        var isNewer = options is not null && SchemaUnions.BuiltinOptions2.Contains(options.GetType());
        return new OperatorTable
        {
            OpcodeIndex = codes.IndexOf(code, customCode, VersionOf(node, code, options)),
            Inputs = [.. node.Inputs.Select(IndexOrAbsent)],
            Outputs = [.. node.Outputs.Select(output => indices[output])],
            Intermediates = node.Intermediates.Count == 0 ? null : [.. node.Intermediates.Select(IndexOrAbsent)],
            BuiltinOptions = isNewer ? null : options,
            BuiltinOptions2 = isNewer ? options : null,
            CustomOptions = custom.IsEmpty ? default(ReadOnlyMemory<byte>?) : custom,
        };
    }

    /// <summary>Versions of operators that Octavo does not know well are only raised.</summary>
    private static int VersionOf(Node node, BuiltinOperator code, ISchemaTable? options) => node.Operator is OpaqueOperator opaque
        ? Math.Max(opaque.Version, code == BuiltinOperator.CUSTOM ? 1 : OperatorVersions.Of(node, code, options))
        : OperatorVersions.Of(node, code, options);

    private int IndexOrAbsent(Value? value) => value is null ? -1 : indices[value];

    private void RequireProvided()
    {
        var available = new HashSet<Value>(graph.Inputs, ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs.OfType<Value>())
            {
                Require(IsProvided(input), "a node reads a value that nothing has computed before", $", {node.Where}",
                    "a constant, an input or an earlier output", input);
            }

            // A variable may be computed too: converters write states of float16 models so.
            foreach (var output in node.Outputs)
            {
                Require(!output.IsConstant && available.Add(output), "a node computes a value that something else provides",
                    $", {node.Where}", "a value of its own", output);
            }
        }

        foreach (var output in graph.Outputs)
        {
            Require(IsProvided(output), "an output of the graph is never computed", "", "a computed value", output);
        }

        bool IsProvided(Value value) => value.IsConstant || value.IsVariable || value.IsScratch || available.Contains(value);

        void Require(bool holds, string what, string where, string expected, Value found)
        {
            if (!holds)
            {
                throw new OctavoException(ErrorKind.MalformedModel, what, Where + where, expected, found.ToString());
            }
        }
    }
}
