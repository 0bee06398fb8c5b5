using Octavo.Graphs;
using Octavo.Passes;
using Octavo.TensorFlow;
using Octavo.Tensors;

namespace Octavo;

/// <summary>A model that TensorFlow wrote, as an optimized graph of TFLite's operators. Its constants are read from the source's files until it is disposed.</summary>
public sealed class ImportedModel : IDisposable
{
    private readonly IDisposable? source;

    private ImportedModel(IReadOnlyList<TensorFlowGraph> graphs, string where, IDisposable? source)
    {
        this.source = source;
        Model = ModelImport.Import(graphs, where);
        foreach (var graph in Model.Subgraphs)
        {
            PassRunner.Run(graph, Pipelines.Import);
        }
    }

    public Model Model { get; }

    /// <param name="folder">The SavedModel's folder.</param>
    /// <param name="tags">The tag set of the graph; the only one, or <c>serve</c>, where null.</param>
    /// <param name="signatures">Names of signatures; all of them where null or empty.</param>
    /// <param name="inputShapes">Shapes for inputs, by the signature's names.</param>
    /// <exception cref="OctavoException">The folder holds no such model, or one that cannot be converted.</exception>
    public static ImportedModel FromSavedModel(
        string folder, IReadOnlyList<string>? tags = null, IReadOnlyList<string>? signatures = null, IReadOnlyDictionary<string, Shape>? inputShapes = null)
    {
        var model = SavedModelReader.Open(folder, tags);
        try
        {
            IReadOnlyList<string> names = signatures is { Count: > 0 } ? signatures : model.SignatureNames;
            return new ImportedModel([.. names.Select(name => model.ReadSignature(name, inputShapes))], folder, model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <param name="path">A GraphDef in binary form (.pb).</param>
    /// <param name="inputs">Names of the tensors to feed; all placeholders where null.</param>
    /// <param name="outputs">Names of the tensors to compute; what no node reads where null.</param>
    /// <param name="inputShapes">Shapes for inputs, by name.</param>
    /// <exception cref="OctavoException">The file is no frozen graph, or one that cannot be converted.</exception>
    public static ImportedModel FromFrozenGraph(
        string path, IReadOnlyList<string>? inputs = null, IReadOnlyList<string>? outputs = null, IReadOnlyDictionary<string, Shape>? inputShapes = null) =>
        new([GraphDefReader.Read(path, inputs, outputs, inputShapes)], path, null);

    public void Dispose() => source?.Dispose();
}
