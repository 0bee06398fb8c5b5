using System.Collections.Immutable;
using System.Text;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>A model as tables of the schema.</summary>
internal sealed class ModelTables
{
    private const string MinimumRuntimeVersion = "min_runtime_version";
    private const int MinimumRuntimeLength = 16;
    private const string BufferLocation = "buffer_location";

    private static readonly byte[] OutsideFlatBuffers = "outside flatbuffers"u8.ToArray();

    private readonly Model model;
    private readonly SubGraphTable[] subgraphs;
    private readonly SignatureDefTable[] signatures;
    private readonly List<MetadataTable> metadata = [];
    private readonly uint bufferLocation;

    /// <exception cref="OctavoException">The model cannot stand in a file.</exception>
    public ModelTables(Model model, ModelWriterOptions options)
    {
        this.model = model;
        var reader = new ConstantReader();
        Buffers = new BufferList(reader, options.LargestComparedConstant);
        if (model.Subgraphs.Count == 0)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "a model without subgraphs cannot be written", expected: "at least one",
                found: "none");
        }

        var writers = model.Subgraphs.Select(graph => new SubgraphWriter(graph, model.Subgraphs, reader, Buffers, Codes)).ToArray();
        subgraphs = [.. writers.Select(writer => writer.Write())];
        signatures = [.. model.Signatures.Select(signature => WriteSignature(signature, writers))];
        WriteMetadata();
        bufferLocation = Buffers.AddMetadata(OutsideFlatBuffers);
    }

    public BufferList Buffers { get; }

    private OperatorCodeList Codes { get; } = new();

    /// <param name="outside">Whether constants stand behind the FlatBuffer, which the metadata says then.</param>
    public ModelTable Build(bool outside) => new()
    {
        Version = ModelReader.SchemaVersion,
        OperatorCodes = [.. Codes.Tables],
        Subgraphs = subgraphs,
        Description = model.Description.Length == 0 ? null : model.Description,
        Buffers = outside ? [.. Buffers.Tables] : [.. Buffers.Tables.SkipLast(1)],
        Metadata = outside ? [.. metadata, new MetadataTable { Name = BufferLocation, Buffer = bufferLocation }] : [.. metadata],
        SignatureDefs = signatures.Length == 0 ? null : signatures,
    };

    private SignatureDefTable WriteSignature(Signature signature, SubgraphWriter[] writers)
    {
        var where = $"signature '{signature.Name}'";
        var index = model.Subgraphs.IndexOf(signature.Graph);
        if (index < 0)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "a signature names a graph that is not of the model", where, "one of the model's subgraphs",
                signature.Graph.ToString());
        }

        return new SignatureDefTable
        {
            SignatureKey = signature.Name,
            SubgraphIndex = (uint)index,
            Inputs = Names(signature.Inputs),
            Outputs = Names(signature.Outputs),
        };

        TensorMapTable[] Names(ImmutableArray<KeyValuePair<string, Value>> names) =>
            [.. names.Select(name =>
                new TensorMapTable { Name = name.Key, TensorIndex = (uint)writers[index].IndexOf(name.Value, $"{where}, '{name.Key}'") })];
    }

    private void WriteMetadata()
    {
        var kept = model.Metadata.Where(entry => entry.Key != BufferLocation).ToList();
        if (MinimumRuntime() is { } version)
        {
            var place = kept.FindIndex(entry => entry.Key == MinimumRuntimeVersion);
            var bytes = new byte[MinimumRuntimeLength];
            Encoding.ASCII.GetBytes(version, bytes);
            kept.RemoveAll(entry => entry.Key == MinimumRuntimeVersion);
            kept.Insert(place < 0 ? kept.Count : place, KeyValuePair.Create<string, ReadOnlyMemory<byte>>(MinimumRuntimeVersion, bytes));
        }

        metadata.AddRange(kept.Select(entry => new MetadataTable { Name = entry.Key, Buffer = Buffers.AddMetadata(entry.Value) }));
    }

    /// <summary>The newest of the releases that the operators ask for; null where none is known.</summary>
    private string? MinimumRuntime() => Codes.Tables
        .Select(code => OperatorVersions.MinimumRuntime(code.BuiltinCode, code.Version))
        .OfType<string>()
        .MaxBy(Version.Parse);
}
