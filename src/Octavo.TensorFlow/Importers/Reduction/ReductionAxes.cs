using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The axes of a reduction, as an operator reads them.</summary>
internal static class ReductionAxes
{
    /// <summary>
    /// Int32 [number of axes], each once and counted from the front where the rank is known; null where nothing is reduced.
    /// </summary>
    /// <param name="context">The node.</param>
    /// <param name="data">What is reduced.</param>
    /// <param name="axes">Which input names the axes: int32 or int64, a vector or a single value.</param>
    public static Value? AxesOf(this ImportContext context, Value data, int axes)
    {
        if (context.Known(axes) is null)
        {
            var named = context.Cast(context.Input(axes), ElementType.Int32);
            return named.Shape.HasRank && named.Shape.Rank == 1 ? named : context.Reshape(named, -1);
        }

        var known = context.RequireIntegers(axes, "the reduced axes").ToList();
        if (data.Shape.HasRank)
        {
            Check(context, known, data.Shape.Rank);
            known = [.. known.Select(axis => data.Shape.Rank == 0 ? 0 : context.RequireAxis(data.Shape, axis)).Distinct().Order()];
        }

        return known.Count == 0 || (data.Shape.HasRank && data.Shape.Rank == 0) ? null : context.Integers([.. known]);
    }

    private static void Check(ImportContext context, List<int> axes, int rank)
    {
        if (rank > 0 && axes.Any(axis => axis < -rank || axis >= rank))
        {
            throw new OctavoException(ErrorKind.Shape, "there is no such axis", context.Where, $"axes in [{-rank}, {rank})",
                string.Join(", ", axes));
        }
    }
}
