using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// One meta graph of a SavedModel folder, with its variables. Tensors read from it are views of mapped files: dispose it only when
/// they are no longer used.
/// </summary>
internal sealed class SavedModel : IDisposable
{
    private const string InternalSignaturePrefix = "__saved_model";
    private const string InitializationSignature = "__saved_model_init_op";
    private const string DefaultSignature = "serving_default";

    private readonly MetaGraphDef metaGraph;
    private readonly GraphSource source;
    private readonly TensorBundle? bundle;

    internal SavedModel(string folder, MetaGraphDef metaGraph, GraphSource source, TensorBundle? bundle)
    {
        Folder = folder;
        this.metaGraph = metaGraph;
        this.source = source;
        this.bundle = bundle;
        Tags = [.. metaGraph.MetaInfoDef?.Tags ?? []];
        SignatureNames = [.. metaGraph.SignatureDef.Keys.Where(name => !name.StartsWith(InternalSignaturePrefix, StringComparison.Ordinal))
            .OrderBy(name => name == DefaultSignature ? 0 : 1).ThenBy(name => name, NaturalOrder.Comparer)];
        Assets = [.. metaGraph.AssetFileDef.Select(asset => new SavedModelAsset(asset.TensorInfo?.Name ?? "", AssetPath(asset.Filename)))];
        InitializationNodes = [.. FindInitializationNodes().Distinct(StringComparer.Ordinal)];
    }

    public string Folder { get; }

    public ImmutableArray<string> Tags { get; }

    /// <summary>Names of the signatures that can be converted, <c>serving_default</c> first, then sorted.</summary>
    public ImmutableArray<string> SignatureNames { get; }

    public ImmutableArray<SavedModelAsset> Assets { get; }

    /// <summary>Nodes that a runtime runs once on loading (initialisers of tables), empty where there are none.</summary>
    public ImmutableArray<string> InitializationNodes { get; }

    /// <summary>Names of the variables that have a value in the checkpoint, sorted; also of those that no signature uses.</summary>
    public ImmutableArray<string> StoredVariables => [.. source.Variables.Names.Order(StringComparer.Ordinal)];

    /// <summary>The stored tensor of one of <see cref="StoredVariables"/>; null for another name.</summary>
    public BundleTensor? FindStored(string variable) => source.Variables.FindStored(variable);

    /// <summary>The version of TensorFlow that wrote the model, as it names itself; empty where it does not.</summary>
    public string TensorFlowVersion => metaGraph.MetaInfoDef?.TensorflowVersion ?? "";

    /// <summary>Reads all signatures, or those named, each as a graph of its own.</summary>
    public ImmutableArray<TensorFlowGraph> ReadSignatures(IReadOnlyList<string>? names = null) =>
        [.. (names ?? SignatureNames).Select(name => ReadSignature(name))];

    /// <param name="name">One of <see cref="SignatureNames"/>.</param>
    /// <param name="given">Shapes and values for inputs, by the signature's names.</param>
    /// <exception cref="OctavoException">
    /// Usage: no such signature or input. Others: the graph is damaged or has a feature that cannot be read.
    /// </exception>
    public TensorFlowGraph ReadSignature(string name, GivenInputs? given = null)
    {
        if (!SignatureNames.Contains(name))
        {
            throw new OctavoException(
                ErrorKind.Usage, $"The model has no signature '{name}'.", Folder, NearestName.Sorted(SignatureNames), $"'{name}'",
                NearestName.Suggestion(name, SignatureNames));
        }

        var signature = metaGraph.SignatureDef[name];
        var where = $"{Folder}, signature '{name}'";
        return new OuterGraph(source, metaGraph.GraphDef)
            .Read(name, Ports(signature.Inputs, where), Ports(signature.Outputs, where), given ?? GivenInputs.None, keepsUnread: true);
    }

    /// <summary>The names of a signature's inputs, in natural order; none where there is no such signature.</summary>
    public ImmutableArray<string> InputNames(string signature) =>
        metaGraph.SignatureDef.TryGetValue(signature, out var found) ? [.. found.Inputs.Keys.Order(NaturalOrder.Comparer)] : [];

    /// <summary>Reads a part of the graph between tensors that are named, whatever signatures there are.</summary>
    /// <param name="inputs">Tensors to feed; null for all placeholders that the outputs need.</param>
    /// <param name="outputs">Tensors to compute; null for those that nothing reads.</param>
    /// <param name="given">Shapes and values for inputs.</param>
    /// <exception cref="OctavoException">
    /// Usage: a tensor is not there. Others: the graph is damaged or has a feature that cannot be read.
    /// </exception>
    public TensorFlowGraph ReadTensors(IReadOnlyList<string>? inputs, IReadOnlyList<string>? outputs, GivenInputs? given = null) =>
        TensorSelection.Read(new OuterGraph(source, metaGraph.GraphDef), metaGraph.GraphDef, inputs, outputs, given ?? GivenInputs.None);

    /// <summary>Names of placeholders, which a model without signatures is fed by.</summary>
    public ImmutableArray<string> Placeholders => [.. TensorSelection.Placeholders(metaGraph.GraphDef)];

    /// <summary>What a runtime runs once on loading, as a graph without inputs and outputs; its stateful nodes are kept.</summary>
    /// <returns>Null where the model has nothing to run.</returns>
    public TensorFlowGraph? ReadInitialization()
    {
        var graph = InitializationNodes.IsEmpty ? null
            : new OuterGraph(source, metaGraph.GraphDef).ReadStateful(InitializationSignature, InitializationNodes);
        return graph is { Nodes.Length: > 0 } ? graph : null;
    }

    public void Dispose() => bundle?.Dispose();

    private List<OuterPort> Ports(IDictionary<string, TensorInfo> tensors, string where) =>
        [.. tensors.OrderBy(tensor => tensor.Key, NaturalOrder.Comparer)
            .Select(tensor => tensor.Value.EncodingCase == TensorInfo.EncodingOneofCase.Name
            ? new OuterPort(
                tensor.Key, tensor.Value.Name, tensor.Value.Dtype == DataType.DtInvalid ? null : tensor.Value.Dtype.ToElementType(where),
                tensor.Value.TensorShape.ToShape($"{where}, '{tensor.Key}'", source.Limits))
            : throw new OctavoException(
                ErrorKind.UnsupportedFeature, $"'{tensor.Key}' is no dense tensor.", where, "a dense tensor",
                tensor.Value.EncodingCase.ToString(),
                "Export a signature that takes and gives dense tensors."))];

    private IEnumerable<string> FindInitializationNodes()
    {
        if (metaGraph.SignatureDef.TryGetValue(InitializationSignature, out var signature))
        {
            foreach (var output in signature.Outputs.Values.Where(output => output.Name.Length != 0))
            {
                yield return output.Name.Split(':')[0];
            }
        }

        foreach (var collection in new[] { "saved_model_main_op", "legacy_init_op" })
        {
            if (metaGraph.CollectionDef.TryGetValue(collection, out var nodes) && nodes.NodeList is { } list)
            {
                foreach (var node in list.Value)
                {
                    yield return node.Split(':')[0];
                }
            }
        }
    }

    private string AssetPath(string fileName)
    {
        var root = Path.GetFullPath(Path.Combine(Folder, "assets")) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, fileName));
        return path.StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw new OctavoException(ErrorKind.MalformedModel, "An asset lies outside of the model's folder.", Folder,
                "a path below 'assets'", $"'{fileName}'");
    }
}
