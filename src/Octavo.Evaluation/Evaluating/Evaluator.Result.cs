using System.Collections.Immutable;
using Octavo.Evaluation;

namespace Octavo;

public sealed partial class Evaluator
{
    /// <summary>What a model said of a data set, in the data set's order.</summary>
    /// <param name="Classification">Labels, ranks and classes.</param>
    /// <param name="LabelSource">What the labels were understood by, for people.</param>
    /// <param name="Mapping">Which score each class of the data set was taken for; null where the data gives numbers or texts.</param>
    /// <param name="Names">The model's classes; null where nothing names them.</param>
    /// <param name="NonFinite">Names of the samples whose scores are not finite.</param>
    /// <param name="BadSamples">Samples that were left out.</param>
    public sealed record Result(
        Classification Classification, string LabelSource, ClassMapping? Mapping, ClassLabels? Names, ImmutableArray<string> NonFinite,
        ImmutableArray<BadSample> BadSamples)
    {
        public int Samples => Classification.Samples;

        public IReadOnlyList<int> Labels => Classification.Labels;

        /// <summary>How many classes score above the label's: 0 where it is the highest.</summary>
        public IReadOnlyList<int> Ranks => Classification.Ranks;

        /// <summary>The class of the highest score; -1 where the scores are not finite.</summary>
        public IReadOnlyList<int> Classes => Classification.Classes;

        /// <inheritdoc cref="Classification.Top"/>
        public Proportion Top(int k) => Classification.Top(k);

        /// <summary>The paired comparison with another model on the same samples.</summary>
        public McNemarTest Against(Result baseline) => Classification.Against(baseline.Classification);

        /// <inheritdoc cref="Classification.Confusion"/>
        public ConfusionMatrix Confusion() => Classification.Confusion();

        /// <summary>
        /// What makes the figures doubtful, as sentences: labels that stop one short of the model's scores, as where the model counts a
        /// background class first, and samples of a part of the classes only, as where the first of a sorted data set are taken.
        /// </summary>
        public IReadOnlyList<string> Doubts
        {
            get
            {
                var (scores, seen) = (Classification.ClassCount, Labels.Distinct().Count());
                if (Mapping is null && scores > 2 && Labels.Max() == scores - 2 && seen == scores - 1)
                {
                    return [$"the labels are all of 0 to {scores - 2}, and the model has {scores} scores: if its first is a background "
                        + $"class, every label is one too low"];
                }

                return Mapping is { Entries.Length: var classes } && seen < classes
                    ? [$"the samples are of {seen} of the {classes} classes of the data only"] : [];
            }
        }

        /// <summary>What to call a class: its label, else the data set's name for it, else its number.</summary>
        public string NameOf(int index) => Names is not null && index < Names.Count
            ? Names.NameOf(index)
            : Mapping?.Entries.FirstOrDefault(entry => entry.Output == index)?.Name ?? $"{index}";
    }
}
