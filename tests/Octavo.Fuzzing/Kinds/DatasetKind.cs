using Octavo.Evaluation;

namespace Octavo.Fuzzing;

/// <summary>Data sets in files: opened, and the samples read.</summary>
/// <param name="endings">Of the files that are examples.</param>
internal sealed class DatasetKind(string name, string[] endings, IMutator[] mutators, Func<IEnumerable<FuzzInput>> made) : FuzzKind
{
    private const long Longest = 96 << 10;
    private const int MostSamples = 100_000;

    public override string Name => name;

    protected override IReadOnlyList<IMutator> Mutators => mutators;

    public override void Examine(FuzzInput input, string folder)
    {
        var path = input.WriteTo(folder);
        var refusal = path.EndsWith(".npy", StringComparison.Ordinal) ? null : RefusalOf(path);
        if (path.EndsWith(".npz", StringComparison.Ordinal) || path.EndsWith(".npy", StringComparison.Ordinal))
        {
            using var record = InputRecord.Open(path);
            if (record.Calls > input.Length)
            {
                throw new FuzzFault("record-calls: more calls than bytes");
            }
        }

        if (refusal is not null)
        {
            throw refusal;
        }
    }

    private static OctavoException? RefusalOf(string path)
    {
        try
        {
            using var dataset = Dataset.Open(path);
            var count = dataset.Read().Take(MostSamples).LongCount();
            if (count < MostSamples && dataset.SampleCount is { } promised && count != promised)
            {
                throw new FuzzFault("samples: another number was promised than is read");
            }

            return null;
        }
        catch (OctavoException failure) when (failure.Kind != ErrorKind.Internal)
        {
            return failure;
        }
    }

    protected override IEnumerable<FuzzInput> FindSeeds()
    {
        var paths = endings.SelectMany(ending => SeedFolders.Own("*" + ending, Longest));
        if (SeedFolders.Shared is not null)
        {
            paths = paths.Concat(
                endings.SelectMany(ending => SeedFolders.Files(SeedFolders.InShared("conformance/_datasets"), "*" + ending, Longest, 60)
                .Concat(SeedFolders.Files(SeedFolders.InShared("faults"), "*" + ending, Longest))
                .Concat(SeedFolders.Files(SeedFolders.InShared("conformance/SOFTMAX"), "*" + ending, Longest, 20))));
        }

        return made().Concat(paths.Select(FuzzInput.OfFile));
    }
}
