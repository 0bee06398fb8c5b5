using Octavo.Quantization;

namespace Octavo.Fuzzing;

/// <summary>Frozen graphs: imported, written, read back, run in four ways, quantized.</summary>
internal sealed class GraphDefKind : FuzzKind
{
    private const long Longest = 24 << 10;

    public override string Name => "graphdef";

    public override int Share => 3;

    protected override IReadOnlyList<IMutator> Mutators { get; } =
        [new ProtobufMutator(), new ProtobufMutator(), new ProtobufMutator(), new ProtobufMutator(), new ProtobufMutator(),
            new ByteMutator()];

    public override void Examine(FuzzInput input, string folder)
    {
        using var imported = ImportedModel.FromFrozenGraph(input.WriteTo(folder));
        ModelTrial.All(ModelTrial.ReadBack(imported.Model), BuiltInRecipes.All[input.Bytes.Length / 4 % BuiltInRecipes.All.Count]);
    }

    protected override IEnumerable<FuzzInput> FindSeeds()
    {
        var paths = SeedFolders.Own("*.pb", Longest).Where(path => Path.GetFileName(path) != "saved_model.pb");
        if (SeedFolders.Shared is not null)
        {
            var operations = Directory.GetDirectories(SeedFolders.InShared("conformance/_tensorflow")).Order(StringComparer.Ordinal)
                .SelectMany(folder =>
                    SeedFolders.Files(folder, "*.pb", Longest, 3).Where(path => Path.GetFileName(path) != "saved_model.pb"));
            paths = paths.Concat(operations)
                .Concat(SeedFolders.Files(SeedFolders.InShared("faults"), "*.pb", Longest)
                    .Where(path => Path.GetFileName(path) != "saved_model.pb"));
        }

        return paths.Select(FuzzInput.OfFile);
    }
}
