using Octavo.Evaluation;

namespace Octavo.Fuzzing;

/// <summary>Pictures: decoded twice, with and without their orientation, to the same samples.</summary>
internal sealed class ImageKind(string name, string[] endings, IMutator mutator) : FuzzKind
{
    private const long Longest = 12 << 10;

    public override string Name => name;

    protected override IReadOnlyList<IMutator> Mutators { get; } = [mutator, mutator, new ByteMutator()];

    public override void Examine(FuzzInput input, string folder)
    {
        var first = ImageFile.Decode(input.Bytes, "picture");
        var second = ImageFile.Decode(input.Bytes, "picture");
        if (first.Shape != second.Shape || !first.Bytes.Span.SequenceEqual(second.Bytes.Span))
        {
            throw new FuzzFault("differs-second-decoding");
        }

        ImageFile.Decode(input.Bytes, "picture", applyOrientation: true);
    }

    protected override IEnumerable<FuzzInput> FindSeeds()
    {
        var paths = endings.SelectMany(ending => SeedFolders.Own("*" + ending, Longest));
        if (SeedFolders.Shared is not null)
        {
            paths = paths.Concat(
                endings.SelectMany(ending => SeedFolders.Files(SeedFolders.InShared("conformance/_images"), "*" + ending, Longest, 150)));
        }

        return paths.Select(FuzzInput.OfFile);
    }
}
