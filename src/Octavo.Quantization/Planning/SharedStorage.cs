using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>
/// Constants that share their elements in the file: one, nearly always. They are stored once where that is smallest: as they are, as the
/// readers want them, or in one form that all readers use, those without an 8-bit kernel behind a DEQUANTIZE.
/// </summary>
internal sealed class SharedStorage(IReadOnlyList<ConstantDraft> sharers, StorageSize size)
{
    private readonly List<WeightUse> uses = [.. sharers.SelectMany(draft => draft.Uses)];

    /// <summary>What tells constants apart in a file: where their elements stand, or what they were computed from.</summary>
    public static object Identity(Value value) => value.Constant! switch
    {
        var constant when ConstantMemory.Of(constant) is { } memory => (memory, constant.ElementType),
        { Origin.Length: > 0 } constant => (constant.Origin, constant.ElementType, constant.Shape),
        var constant => constant,
    };

    /// <summary>Takes the smallest way; the readers' own wishes where others are no smaller.</summary>
    public void Decide()
    {
        var wishes = Decisions();
        var forms = wishes.Where(wish => wish.Solver is not null).DistinctBy(wish => wish.Scheme).ToList();
        if (forms.Count == 0)
        {
            return;
        }

        var best = (Bytes: size.AsPlanned(sharers), Decisions: wishes);
        if (forms.Count > 1 || sharers.Any(draft => draft.WhyFloat is not null))
        {
            TryAll(forms);
            if (ReferenceEquals(best.Decisions, wishes))
            {
                TryAll([.. forms.Select(form => form with { Axis = null })]);
            }
        }

        Restore(best.Decisions);
        if (best.Bytes > StorageSize.AsTheyAre(sharers))
        {
            KeepAll(best.Bytes);
        }

        void TryAll(List<UseDecision> candidates)
        {
            foreach (var candidate in candidates)
            {
                Restore(wishes);
                if (CanShare(candidate) && size.AsPlanned(sharers) is var bytes && bytes < best.Bytes)
                {
                    best = (bytes, Decisions());
                }
            }
        }
    }

    private bool CanShare(UseDecision form) =>
        sharers.All(draft => draft.WhyKept is null && draft.Uses.Count != 0)
        && (form.Axis is null || sharers.All(draft => draft.Planned.Sizes.AsSpan().SequenceEqual(sharers[0].Planned.Sizes.AsSpan())))
        && uses.TrueForAll(use => use.TryShare(form.Solver!, form.Axis));

    private List<UseDecision> Decisions() => uses.ConvertAll(use => use.Decision);

    private void Restore(List<UseDecision> decisions)
    {
        for (var index = 0; index < uses.Count; index++)
        {
            uses[index].Decision = decisions[index];
        }
    }

    private void KeepAll(long asPlanned)
    {
        var asTheyAre = StorageSize.AsTheyAre(sharers);
        var reason = sharers.Select(draft => draft.WhyFloat).FirstOrDefault(why => why is not null) is { } why
            ? ($"its elements are needed as they are ({why}), and 8-bit codes beside them would only be added",
                "needed as it is by some reader, so that codes would only be added")
            : ($"its 8-bit form with scales takes {asPlanned} bytes, more than the {asTheyAre} that it has",
                "longer in 8 bits with its scales");
        foreach (var use in uses.Where(use => use.Solver is not null))
        {
            use.Keep(reason.Item1, reason.Item2);
        }
    }
}
