using System.Security.Cryptography;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes;
using Octavo.TensorFlow;
using Octavo.TFLite;

namespace Octavo;

/// <summary>
/// A model as an optimized graph of TFLite's operators, whatever it came from. Its constants are read from the source's files until it is
/// disposed.
/// </summary>
internal sealed class ImportedModel : IDisposable
{
    private static readonly string[] IdentityFiles = ["saved_model.pb", "saved_model.pbtxt", "variables/variables.index"];

    private readonly IDisposable? source;
    private readonly string[] identity;

    private ImportedModel(Model model, IDisposable? source, params string[] identity)
    {
        Model = model;
        this.source = source;
        this.identity = identity;
    }

    public Model Model { get; }

    /// <summary>What is to be said of how the model was read, and of the sizes that it leaves open.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>The .tflite file that the model is; null where it was imported.</summary>
    internal string? FilePath { get; private init; }

    /// <param name="folder">The SavedModel's folder.</param>
    /// <param name="source">
    /// Which of its graphs and signatures, or which tensors of the graph. Signatures that nobody names and that cannot be converted are
    /// left out, as long as one remains.
    /// </param>
    /// <param name="given">Shapes and values for inputs, by the signatures' names.</param>
    /// <param name="stopAfter">Name of the pass behind which to stop; null for none.</param>
    /// <exception cref="OctavoException">The folder holds no such model, or one that cannot be converted.</exception>
    public static ImportedModel FromSavedModel(string folder, ConversionSource? source = null, GivenInputs? given = null,
        string? stopAfter = null)
    {
        source ??= new ConversionSource();
        var model = SavedModelReader.Open(folder, source.Tags);
        try
        {
            var (imported, notes) = SignatureImport.Run(model, source, given ?? GivenInputs.None);
            return new ImportedModel(Optimize(imported, given, stopAfter), model,
                [.. IdentityFiles.Select(name => Path.Combine(folder, name)).Where(File.Exists)])
            {
                Notes = [.. notes, .. ConversionNotes.Of(imported)],
            };
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <param name="path">A GraphDef in binary form (.pb).</param>
    /// <param name="inputs">
    /// Names of the tensors to feed, placeholders or not; all placeholders that the outputs need where null or empty.
    /// </param>
    /// <param name="outputs">Names of the tensors to compute; what no node reads where null or empty.</param>
    /// <param name="given">Shapes and values for inputs, by name.</param>
    /// <param name="stopAfter">Name of the pass behind which to stop; null for none.</param>
    /// <param name="allowsCustom">Whether operations without an operator of TFLite become custom operators.</param>
    /// <exception cref="OctavoException">The file is no frozen graph, or one that cannot be converted.</exception>
    public static ImportedModel FromFrozenGraph(
        string path, IReadOnlyList<string>? inputs = null, IReadOnlyList<string>? outputs = null, GivenInputs? given = null,
        string? stopAfter = null, bool allowsCustom = false)
    {
        var graph = GraphDefReader.Read(path, inputs is { Count: > 0 } ? inputs : null, outputs is { Count: > 0 } ? outputs : null, given);
        var imported = Optimize(ModelImport.Import([graph], path, allowsCustom), given, stopAfter);
        return new ImportedModel(imported, null, path) { Notes = [.. graph.Notes, .. ConversionNotes.Of(imported)] };
    }

    /// <summary>A .tflite file as it is: no pass runs.</summary>
    /// <exception cref="OctavoException">The file cannot be read, or is no valid model.</exception>
    public static ImportedModel FromTFLite(string path)
    {
        var file = TFLiteFile.Open(path);
        return new ImportedModel(file.Model, file, path) { FilePath = path };
    }

    /// <summary>
    /// SHA-256 of the source, in hexadecimal: of the file; for a SavedModel of its graph and its variables' index, which holds a checksum
    /// of every tensor.
    /// </summary>
    public string ComputeSourceHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        foreach (var path in identity)
        {
            using var stream = File.OpenRead(path);
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => source?.Dispose();

    private static Model Optimize(Model model, GivenInputs? given, string? stopAfter)
    {
        PassRunner.Run(model, Pipelines.Import, stopAfter);
        ConversionNotes.RequireOpen(model, (given ?? GivenInputs.None).Shapes);
        RequireSignatures(model, stopAfter);
        return model;
    }

    /// <summary>What is left of the user's graph must be nodes that files can hold; between passes it need not be.</summary>
    private static void RequireSignatures(Model model, string? stopAfter)
    {
        foreach (var node in stopAfter is null ? model.Subgraphs.SelectMany(graph => graph.Nodes) : [])
        {
            OperatorSignature.Require(node);
        }
    }
}
