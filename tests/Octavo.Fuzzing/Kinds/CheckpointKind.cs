namespace Octavo.Fuzzing;

/// <summary>The checkpoint of a SavedModel alone: the index, with right checksums around wrong entries, and the elements.</summary>
internal sealed class CheckpointKind : FuzzKind
{
    private static readonly IMutator[] OfIndex =
        [new CheckpointMutator(), new CheckpointMutator(), new CheckpointMutator(), new ByteMutator()];
    private static readonly IMutator[] OfElements = [new ByteMutator()];
    private readonly SavedModelKind models = new();

    public override string Name => "checkpoint";

    protected override IReadOnlyList<IMutator> Mutators => OfElements;

    public override void Examine(FuzzInput input, string folder)
    {
        input.WriteTo(folder);
        using var imported = ImportedModel.FromSavedModel(folder);
        ModelTrial.ReadBack(imported.Model);
    }

    /// <summary>The graph stays as it is.</summary>
    protected override IReadOnlyList<IMutator> MutatorsOf(string file) =>
        file.EndsWith(".index", StringComparison.Ordinal) ? OfIndex : file.Contains(".data-", StringComparison.Ordinal) ? OfElements
        : [new NoMutator()];

    protected override IEnumerable<FuzzInput> FindSeeds() =>
        models.Seeds.Where(seed => seed.Files.Any(file => file.Key.EndsWith(".index", StringComparison.Ordinal)));
}
