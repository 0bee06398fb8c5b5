using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.TFLite;

namespace Octavo;

/// <summary>What is in a model file, without running it.</summary>
public sealed class ModelInspection : IDisposable
{
    private readonly TFLiteFile file;

    private ModelInspection(TFLiteFile file) => this.file = file;

    internal Model Model => file.Model;

    public long SizeInBytes => file.SizeInBytes;

    /// <summary>Operators by name, with how many nodes use them and the versions that the file asks for.</summary>
    public IReadOnlyList<(string Name, int Count, int[] Versions)> Operators
    {
        get
        {
            var codes = file.Table.OperatorCodes ?? [];
            return [.. (file.Table.Subgraphs ?? []).SelectMany(graph => graph.Operators ?? [])
                .Select(node => codes[node.OpcodeIndex])
                .GroupBy(NameOf)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count(), group.Select(code => code.Version).Distinct().Order().ToArray()))];
        }
    }

    /// <summary>Bytes of constants by element type, those that share their bytes once.</summary>
    public IReadOnlyDictionary<string, long> WeightBytes => Model.Subgraphs.SelectMany(graph => graph.Values())
        .Where(value => value.Constant is { } constant && constant.ElementType != ElementType.String)
        .Select(value => value.Constant!).DistinctBy(constant => ConstantMemory.Of(constant) is { } memory ? (object)memory : constant)
        .GroupBy(constant => constant.ElementType.ToString())
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(constant => constant.SizeInBytes));

    /// <summary>Files that travel behind the model: labels, vocabularies.</summary>
    /// <exception cref="OctavoException">Their archive is damaged.</exception>
    public IReadOnlyList<AssociatedFile> Files => AssociatedFiles.Of(Model);

    /// <summary>Named runs of bytes within the file, with their lengths.</summary>
    public IReadOnlyList<(string Name, int Bytes)> Metadata => [.. Model.Metadata.Select(entry => (entry.Key, entry.Value.Length))];

    /// <summary>What the file's metadata says of the model, its inputs and its outputs; null where it has none.</summary>
    /// <exception cref="OctavoException">The metadata is damaged.</exception>
    public ModelDescription? Description => ModelDescription.Of(Model);

    /// <exception cref="OctavoException">The file cannot be read or is no model.</exception>
    public static ModelInspection Open(string path) => new(TFLiteFile.Open(path));

    public void Dispose() => file.Dispose();

    private static string NameOf(OperatorCodeTable code)
    {
        var builtin = (BuiltinOperator)Math.Max(code.DeprecatedBuiltinCode, (int)code.BuiltinCode);
        return builtin == BuiltinOperator.CUSTOM ? code.CustomCode ?? "CUSTOM" : builtin.ToString();
    }
}
