namespace Octavo.Fuzzing;

/// <summary>One kind of file: where examples come from, how they are changed, what is done with them.</summary>
internal abstract class FuzzKind
{
    public const int MostChanges = 8;

    private IReadOnlyList<FuzzInput>? seeds;

    public abstract string Name { get; }

    /// <summary>How many of a hundred seconds this kind gets, relative to the others.</summary>
    public virtual int Share => 1;

    public IReadOnlyList<FuzzInput> Seeds => seeds ??= [.. FindSeeds()];

    protected abstract IReadOnlyList<IMutator> Mutators { get; }

    /// <summary>All that Octavo does with such a file. Returning is a result; exceptions are judged by <see cref="Examination"/>.</summary>
    public abstract void Examine(FuzzInput input, string folder);

    /// <summary>Case <paramref name="index"/> of a run: always the same input for the same seed.</summary>
    /// <param name="mask">Which of the changes are made: bit i for change i.</param>
    public FuzzInput Make(ulong seed, long index, uint mask)
    {
        var random = new MutationRandom(MutationRandom.Seed(seed, Name, index));
        var input = random.Of(Seeds);
        var changes = 1;
        while (changes < MostChanges && random.Chance(45))
        {
            changes++;
        }

        for (var change = 0; change < changes; change++)
        {
            var own = new MutationRandom(random.Word());
            if ((mask & (1u << change)) != 0)
            {
                input = Changed(input, own);
            }
        }

        return input;
    }

    protected abstract IEnumerable<FuzzInput> FindSeeds();

    protected virtual IReadOnlyList<IMutator> MutatorsOf(string file) => Mutators;

    private FuzzInput Changed(FuzzInput input, MutationRandom random)
    {
        var file = random.Below(input.Files.Count);
        var donor = random.Of(Seeds);
        var other = donor.Files.FirstOrDefault(own => own.Key == input.Files[file].Key, donor.Files[0]).Value;
        var mutators = MutatorsOf(input.Files[file].Key);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (random.Of(mutators).Apply(input.Files[file].Value, other, random) is { } bytes)
            {
                return input.With(file, bytes);
            }
        }

        return input;
    }
}
