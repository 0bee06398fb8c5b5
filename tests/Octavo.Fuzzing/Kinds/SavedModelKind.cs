using Octavo.Quantization;

namespace Octavo.Fuzzing;

/// <summary>
/// SavedModels: the graph with its functions, signatures and objects, and the checkpoint behind it; imported, written, read back,
/// quantized.
/// </summary>
internal sealed class SavedModelKind : FuzzKind
{
    private const long Longest = 160 << 10;

    private static readonly IMutator[] OfGraph = [new ProtobufMutator(), new ProtobufMutator(), new ProtobufMutator(), new ByteMutator()];
    private static readonly IMutator[] OfIndex =
        [new CheckpointMutator(), new CheckpointMutator(), new CheckpointMutator(), new ByteMutator()];
    private static readonly IMutator[] OfElements = [new ByteMutator()];

    public override string Name => "savedmodel";

    public override int Share => 2;

    protected override IReadOnlyList<IMutator> Mutators => OfGraph;

    public override void Examine(FuzzInput input, string folder)
    {
        input.WriteTo(folder);
        using var imported = ImportedModel.FromSavedModel(folder);
        ModelTrial.All(ModelTrial.ReadBack(imported.Model), BuiltInRecipes.All[input.Bytes.Length / 4 % BuiltInRecipes.All.Count]);
    }

    protected override IReadOnlyList<IMutator> MutatorsOf(string file) =>
        file.EndsWith(".pb", StringComparison.Ordinal) ? OfGraph : file.EndsWith(".index", StringComparison.Ordinal) ? OfIndex : OfElements;

    protected override IEnumerable<FuzzInput> FindSeeds()
    {
        var folders = SeedFolders.Own("saved_model.pb", Longest);
        if (SeedFolders.Shared is not null)
        {
            folders = folders.Concat(SeedFolders.Files(SeedFolders.InShared("conformance/_tensorflow"), "saved_model.pb", Longest, 60))
                .Concat(SeedFolders.Files(SeedFolders.InShared("faults"), "saved_model.pb", Longest));
        }

        return folders.Select(path => FuzzInput.OfFolder(Path.GetDirectoryName(path)!)).Where(input => input.Length <= 2 * Longest);
    }
}
