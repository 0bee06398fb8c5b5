using Octavo.Quantization;

namespace Octavo.Fuzzing;

/// <summary>.tflite files: read, run in four ways, quantized, written, read back.</summary>
internal sealed class TFLiteKind : FuzzKind
{
    private const long Longest = 48 << 10;

    public override string Name => "tflite";

    public override int Share => 4;

    protected override IReadOnlyList<IMutator> Mutators { get; } =
        [new FlatBufferMutator(), new FlatBufferMutator(), new FlatBufferMutator(), new FlatBufferMutator(), new ByteMutator()];

    public override void Examine(FuzzInput input, string folder) =>
        ModelTrial.All(input.Bytes, BuiltInRecipes.All[input.Bytes.Length / 4 % BuiltInRecipes.All.Count]);

    protected override IEnumerable<FuzzInput> FindSeeds()
    {
        var paths = SeedFolders.Own("*.tflite", Longest);
        if (SeedFolders.Shared is not null)
        {
            var operators = Directory.GetDirectories(SeedFolders.InShared("conformance")).Order(StringComparer.Ordinal)
                .SelectMany(folder => SeedFolders.Files(folder, "*.tflite", Longest).Where((_, index) => index % 5 == 0).Take(8));
            paths = paths.Concat(operators).Concat(SeedFolders.Files(SeedFolders.InShared("faults"), "*.tflite", Longest))
                .Concat(SeedFolders.Files(SeedFolders.InShared("public"), "*.tflite", Longest));
        }

        return paths.Select(FuzzInput.OfFile);
    }
}
