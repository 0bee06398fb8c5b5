using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>What the elements of a slice with ellipsis, new axes and left-out axes say of each axis.</summary>
/// <param name="Masks">The masks with one bit for each axis.</param>
/// <param name="ByAxis">Which element speaks of each axis; -1 where none does.</param>
/// <param name="NewAxes">Where the output has new axes, ascending.</param>
internal sealed record SliceElements(StridedSlice Masks, ImmutableArray<int> ByAxis, ImmutableArray<int> NewAxes)
{
    /// <param name="masks">With one bit for each element.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="rank">Of the data.</param>
    /// <param name="where">How errors name the node.</param>
    /// <exception cref="OctavoException">The elements name more axes than there are.</exception>
    public static SliceElements Read(StridedSlice masks, int count, int rank, string where)
    {
        var byAxis = new List<int>();
        var newAxes = new List<int>();
        var outputAxes = 0;
        for (var element = 0; element < count; element++)
        {
            if (Has(masks.EllipsisMask, element))
            {
                var behind = Enumerable.Range(element + 1, count - element - 1).Count(next => !Has(masks.NewAxisMask, next));
                var whole = Math.Max(0, rank - behind - byAxis.Count);
                byAxis.AddRange(Enumerable.Repeat(-1, whole));
                outputAxes += whole;
            }
            else if (Has(masks.NewAxisMask, element))
            {
                newAxes.Add(outputAxes++);
            }
            else
            {
                byAxis.Add(element);
                outputAxes += Has(masks.ShrinkAxisMask, element) ? 0 : 1;
            }
        }

        if (byAxis.Count > rank)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "the slice names more axes than there are", where, $"at most {rank}",
                $"{byAxis.Count}");
        }

        byAxis.AddRange(Enumerable.Repeat(-1, rank - byAxis.Count));
        var shrinks = Mask(byAxis, element => element >= 0 && Has(masks.ShrinkAxisMask, element));
        return new SliceElements(
            new StridedSlice(
                Mask(byAxis, element => element < 0 || Has(masks.BeginMask, element)) & ~shrinks,
                Mask(byAxis, element => element < 0 || Has(masks.EndMask, element)) & ~shrinks,
                ShrinkAxisMask: shrinks),
            [.. byAxis], [.. newAxes]);
    }

    /// <summary>Whether every position of every axis is taken in order.</summary>
    public bool IsWhole(Constant? strides)
    {
        var all = (1 << ByAxis.Length) - 1;
        return Masks.BeginMask == all && Masks.EndMask == all && strides?.Evaluate().Values<int>().IndexOfAnyExcept(1) == -1;
    }

    private static bool Has(int mask, int element) => element < 32 && ((mask >> element) & 1) != 0;

    private static int Mask(List<int> byAxis, Func<int, bool> condition) =>
        byAxis.Select((element, axis) => condition(element) ? 1 << axis : 0).Aggregate(0, (mask, bit) => mask | bit);
}
