using System.Security.Cryptography;
using Octavo.Graphs;
using Octavo.Passes;
using Octavo.TensorFlow;
using Octavo.TFLite;
using Octavo.Tensors;

namespace Octavo;

/// <summary>A model as an optimized graph of TFLite's operators, whatever it came from. Its constants are read from the source's files until it is disposed.</summary>
public sealed class ImportedModel : IDisposable
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

    /// <param name="folder">The SavedModel's folder.</param>
    /// <param name="tags">The tag set of the graph; the only one, or <c>serve</c>, where null.</param>
    /// <param name="signatures">Names of signatures; all of them where null or empty.</param>
    /// <param name="inputShapes">Shapes for inputs, by the signature's names.</param>
    /// <param name="stopAfter">Name of the pass behind which to stop; null for none.</param>
    /// <exception cref="OctavoException">The folder holds no such model, or one that cannot be converted.</exception>
    public static ImportedModel FromSavedModel(
        string folder, IReadOnlyList<string>? tags = null, IReadOnlyList<string>? signatures = null, IReadOnlyDictionary<string, Shape>? inputShapes = null,
        string? stopAfter = null)
    {
        var model = SavedModelReader.Open(folder, tags is { Count: > 0 } ? tags : null);
        try
        {
            IReadOnlyList<string> names = signatures is { Count: > 0 } ? signatures : model.SignatureNames;
            return new ImportedModel(
                Optimize(ModelImport.Import([.. names.Select(name => model.ReadSignature(name, inputShapes))], folder), stopAfter),
                model,
                [.. IdentityFiles.Select(name => Path.Combine(folder, name)).Where(File.Exists)]);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <param name="path">A GraphDef in binary form (.pb).</param>
    /// <param name="inputs">Names of the tensors to feed; all placeholders where null or empty.</param>
    /// <param name="outputs">Names of the tensors to compute; what no node reads where null or empty.</param>
    /// <param name="inputShapes">Shapes for inputs, by name.</param>
    /// <param name="stopAfter">Name of the pass behind which to stop; null for none.</param>
    /// <exception cref="OctavoException">The file is no frozen graph, or one that cannot be converted.</exception>
    public static ImportedModel FromFrozenGraph(
        string path, IReadOnlyList<string>? inputs = null, IReadOnlyList<string>? outputs = null, IReadOnlyDictionary<string, Shape>? inputShapes = null,
        string? stopAfter = null)
    {
        var graph = GraphDefReader.Read(path, inputs is { Count: > 0 } ? inputs : null, outputs is { Count: > 0 } ? outputs : null, inputShapes);
        return new ImportedModel(Optimize(ModelImport.Import([graph], path), stopAfter), null, path);
    }

    /// <summary>A .tflite file as it is: no pass runs.</summary>
    /// <exception cref="OctavoException">The file cannot be read, or is no valid model.</exception>
    public static ImportedModel FromTFLite(string path)
    {
        var file = TFLiteFile.Open(path);
        return new ImportedModel(file.Model, file, path);
    }

    /// <summary>
    /// SHA-256 of the source, in hexadecimal: of the file; for a SavedModel of its graph and its variables' index, which holds a checksum of
    /// every tensor.
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

    private static Model Optimize(Model model, string? stopAfter)
    {
        PassRunner.Run(model, Pipelines.Import, stopAfter);
        return model;
    }
}
