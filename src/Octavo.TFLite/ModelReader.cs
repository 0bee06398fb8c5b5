using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>Turns the tables of a file into graphs, checking every index and size on the way.</summary>
/// <param name="fileLength">Length of the whole file, which may go on behind the FlatBuffer.</param>
/// <param name="slice">Gives a run of the file.</param>
/// <param name="name">What errors call the file.</param>
internal sealed class ModelReader(ModelTable table, long fileLength, Func<long, int, ReadOnlyMemory<byte>> slice, string name)
{
    internal const uint SchemaVersion = 3;

    private readonly Dictionary<uint, ReadOnlyMemory<byte>> outside = [];
    private readonly Dictionary<(uint Buffer, ElementType Type, Shape Shape), Constant> constants = [];

    /// <summary>
    /// Whether the file says which tensors have a rank; files of older tools say it of none, and there an empty shape is a scalar's.
    /// </summary>
    public bool StatesRanks { get; } = (table.Subgraphs ?? []).Any(graph => (graph.Tensors ?? []).Any(tensor => tensor.HasRank));

    /// <summary>What errors call the file.</summary>
    public string Name => name;

    public Model Read()
    {
        if (table.Version != SchemaVersion)
        {
            throw Malformed("the model has another schema version", null, $"{SchemaVersion}", $"{table.Version}");
        }

        var subgraphs = table.Subgraphs ?? [];
        if (subgraphs.Length == 0)
        {
            throw Malformed("the model has no subgraph", null, "at least one", "none");
        }

        var model = new Model { Description = table.Description ?? "", Origin = name };
        var tensors = new List<Value[]>();
        for (var index = 0; index < subgraphs.Length; index++)
        {
            var reader = new SubgraphReader(this, subgraphs[index], index);
            model.Subgraphs.Add(reader.Read());
            tensors.Add(reader.Values);
        }

        DeclaredOutputs.Complete(SubgraphLinks.Link(model.Subgraphs, name), name);
        foreach (var signature in table.SignatureDefs ?? [])
        {
            model.Signatures.Add(ReadSignature(signature, model, tensors));
        }

        foreach (var entry in table.Metadata ?? [])
        {
            model.Metadata.Add(KeyValuePair.Create(entry.Name ?? "", BufferOf(entry.Buffer, $"metadata '{entry.Name}'") ?? default));
        }

        return model;
    }

    public OctavoException Malformed(string what, string? where, string expected, string found) => new(
        ErrorKind.MalformedModel, what, where is null ? name : $"{name}, {where}", expected, found);

    /// <summary>The bytes of a buffer, or null where it holds none.</summary>
    public ReadOnlyMemory<byte>? BufferOf(uint index, string where)
    {
        var buffers = table.Buffers ?? [];
        if (index >= buffers.Length)
        {
            throw Malformed("a buffer does not exist", where, $"0 to {buffers.Length - 1}", $"buffer {index}");
        }

        var buffer = buffers[index];
        if (buffer.Offset <= 1)
        {
            return buffer.Data;
        }

        if (buffer.Size > int.MaxValue || buffer.Offset > (ulong)fileLength || buffer.Size > (ulong)fileLength - buffer.Offset)
        {
            throw Malformed($"buffer {index} lies outside of the file", where, $"0 to {fileLength}",
                $"{buffer.Size} bytes at {buffer.Offset}");
        }

        if (!outside.TryGetValue(index, out var bytes))
        {
            bytes = slice((long)buffer.Offset, (int)buffer.Size);
            outside.Add(index, bytes);
        }

        return bytes;
    }

    /// <summary>One constant for all tensors of one buffer, type and shape, so that what is made of it is made once.</summary>
    public Constant Shared(uint buffer, ElementType type, Shape shape, Func<Constant> make)
    {
        if (!constants.TryGetValue((buffer, type, shape), out var constant))
        {
            constant = make();
            constants.Add((buffer, type, shape), constant);
        }

        return constant;
    }

    /// <summary>The operator that a node of the file names.</summary>
    public Operator OperatorOf(OperatorTable node, string where)
    {
        var codes = table.OperatorCodes ?? [];
        if (node.OpcodeIndex >= codes.Length)
        {
            throw Malformed("an operator code does not exist", where, $"0 to {codes.Length - 1}", $"{node.OpcodeIndex}");
        }

        var entry = codes[node.OpcodeIndex];
        var code = (BuiltinOperator)Math.Max(entry.DeprecatedBuiltinCode, (int)entry.BuiltinCode);
        if (!Enum.IsDefined(code))
        {
            throw new OctavoException(
                ErrorKind.UnknownOperatorCode, "no schema that Octavo knows has this operator code", $"{name}, {where}",
                "a builtin code of schema version 3",
                $"{(int)code}", "The file may be damaged, or written by a newer tool.");
        }

        var options = node.BuiltinOptions ?? node.BuiltinOptions2;
        var signature = OperatorCatalog.SignatureOf(code);
        signature?.RequireInputs($"{code}", node.Inputs?.Length ?? 0, $"{name}, {where}");
        signature?.RequireOutputs($"{code}", node.Outputs?.Length ?? 0, $"{name}, {where}");
        CheckSubgraphs(code, options, where);
        if (code == BuiltinOperator.CUSTOM || OperatorCatalog.Find(code) is not { } descriptor
            || entry.Version > descriptor.Signature.HighestVersion)
        {
            return new OpaqueOperator(code, code == BuiltinOperator.CUSTOM ? entry.CustomCode ?? "" : null, entry.Version, options,
                CustomOptions(node, where));
        }

        try
        {
            return descriptor.Read(options);
        }
        catch (ArgumentException error)
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"the options of {code} are not valid", $"{name}, {where}",
                found: error.Message, inner: error);
        }
    }

    private void CheckSubgraphs(BuiltinOperator code, ISchemaTable? options, string where)
    {
        var count = table.Subgraphs!.Length;
        foreach (var subgraph in SubgraphReferences.Of(options).Where(subgraph => subgraph < 0 || subgraph >= count))
        {
            throw Malformed($"{code} names a subgraph that does not exist", where, $"0 to {count - 1}", $"{subgraph}");
        }
    }

    private ReadOnlyMemory<byte> CustomOptions(OperatorTable node, string where)
    {
        if (node.LargeCustomOptionsOffset <= 1)
        {
            return node.CustomOptions ?? default;
        }

        if (node.LargeCustomOptionsOffset > (ulong)fileLength
            || node.LargeCustomOptionsSize > Math.Min((ulong)fileLength - node.LargeCustomOptionsOffset, int.MaxValue))
        {
            throw Malformed("custom options lie outside of the file", where, $"0 to {fileLength}",
                $"{node.LargeCustomOptionsSize} bytes at {node.LargeCustomOptionsOffset}");
        }

        return slice((long)node.LargeCustomOptionsOffset, (int)node.LargeCustomOptionsSize);
    }

    private Signature ReadSignature(SignatureDefTable signature, Model model, List<Value[]> tensors)
    {
        var where = $"signature '{signature.SignatureKey}'";
        if (signature.SubgraphIndex >= model.Subgraphs.Count)
        {
            throw Malformed("a signature names a subgraph that does not exist", where, $"0 to {model.Subgraphs.Count - 1}",
                $"{signature.SubgraphIndex}");
        }

        var values = tensors[(int)signature.SubgraphIndex];
        return new Signature(signature.SignatureKey ?? "", model.Subgraphs[(int)signature.SubgraphIndex], Names(signature.Inputs),
            Names(signature.Outputs));

        ImmutableArray<KeyValuePair<string, Value>> Names(TensorMapTable[]? maps) =>
        [
            .. (maps ?? []).Select(map => map.TensorIndex < values.Length
                ? KeyValuePair.Create(map.Name ?? "", values[map.TensorIndex])
                : throw Malformed($"'{map.Name}' names a tensor that does not exist", where, $"0 to {values.Length - 1}",
                    $"{map.TensorIndex}")),
        ];
    }
}
