using System.Collections.Immutable;
using Octavo.Evaluation;

namespace Octavo;

/// <summary>What a classifier said of labelled samples, in the data set's order.</summary>
/// <param name="ClassCount">How many classes the model scores.</param>
/// <param name="Labels">The true class of each sample.</param>
/// <param name="Ranks">How many classes score above the label's; <see cref="NoRank"/> where the scores are not finite.</param>
/// <param name="Classes">The class of the highest score; <see cref="NoClass"/> where the scores are not finite.</param>
public sealed record Classification(int ClassCount, ImmutableArray<int> Labels, ImmutableArray<int> Ranks, ImmutableArray<int> Classes)
{
    /// <summary>The rank where a score is NaN or infinite: behind all others, so that the sample is wrong.</summary>
    public const int NoRank = int.MaxValue;

    public const int NoClass = -1;

    public int Samples => Labels.Length;

    /// <summary>Samples whose scores are not all finite.</summary>
    public int NonFiniteSamples => Classes.Count(value => value == NoClass);

    /// <summary>The share of samples whose label is among the <paramref name="k"/> highest scores.</summary>
    public Proportion Top(int k) => new(Ranks.Count(rank => rank < k), Samples);

    /// <summary>The paired comparison with another model on the same samples.</summary>
    /// <exception cref="ArgumentException">The samples are others.</exception>
    public McNemarTest Against(Classification baseline)
    {
        if (!Labels.AsSpan().SequenceEqual(baseline.Labels.AsSpan()))
        {
            throw new ArgumentException("The baseline was evaluated on other samples.", nameof(baseline));
        }

        var pairs = Ranks.Zip(baseline.Ranks, (own, other) => (Own: own == 0, Other: other == 0)).ToList();
        return new McNemarTest(
            pairs.Count(pair => pair is { Own: true, Other: true }), pairs.Count(pair => pair is { Own: true, Other: false }),
            pairs.Count(pair => pair is { Own: false, Other: true }), pairs.Count(pair => pair is { Own: false, Other: false }));
    }

    /// <summary>The share of samples on which both models name the same class; no class is the same as none.</summary>
    public double Agreement(Classification other) =>
        Classes.Zip(other.Classes).Count(pair => pair.First == pair.Second && pair.First != NoClass) / (double)Samples;

    public ConfusionMatrix Confusion()
    {
        var matrix = new ConfusionMatrix(ClassCount);
        for (var index = 0; index < Samples; index++)
        {
            if (Classes[index] == NoClass)
            {
                matrix.AddWithoutPrediction(Labels[index]);
            }
            else
            {
                matrix.Add(Labels[index], Classes[index]);
            }
        }

        return matrix;
    }
}
