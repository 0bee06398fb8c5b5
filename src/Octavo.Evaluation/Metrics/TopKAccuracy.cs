using System.Numerics;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>The share of samples whose label is among the k classes of the highest scores.</summary>
public static class TopKAccuracy
{
    /// <summary>How many classes stand before the label: 0 where it has the highest score. NaN stands behind every number.</summary>
    /// <exception cref="OctavoException">InvalidData: there is no such class.</exception>
    public static int Rank<T>(ReadOnlySpan<T> scores, int label, TieRule ties = TieRule.LowestIndexWins)
        where T : unmanaged, INumberBase<T>, IComparable<T>
    {
        if ((uint)label >= (uint)scores.Length)
        {
            throw new OctavoException(ErrorKind.InvalidData, "A label is no class of the model.", expected: $"0 to {scores.Length - 1}",
                found: $"{label}", hint: "Check that data set and model go together.");
        }

        var own = scores[label];
        var rank = 0;
        for (var index = 0; index < scores.Length; index++)
        {
            var order = scores[index].CompareTo(own);
            var isBefore = order > 0
                || (order == 0 && index != label && (ties == TieRule.LabelLoses || (ties == TieRule.LowestIndexWins && index < label)));
            rank += isBefore ? 1 : 0;
        }

        return rank;
    }

    /// <summary>The class of the highest score, the lowest index of several.</summary>
    public static int ArgMax<T>(ReadOnlySpan<T> scores)
        where T : unmanaged, IComparable<T>
    {
        var best = 0;
        for (var index = 1; index < scores.Length; index++)
        {
            best = scores[index].CompareTo(scores[best]) > 0 ? index : best;
        }

        return best;
    }
}
