using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// How a tensor is walked to reduce some of its axes: outputs in order, for each the reduced positions in order, and an inner run along the
/// innermost axis, which is either kept (a run of outputs) or reduced (a run that gives one value). Neighbouring axes that are both kept
/// or both reduced are one axis here, and axes of size 1 are none.
/// </summary>
internal sealed class ReducePlan
{
    private readonly (long Size, long Stride)[] kept;
    private readonly (long Size, long Stride)[] reduced;

    private ReducePlan(List<(long Size, bool IsReduced)> axes)
    {
        InnerSize = axes[^1].Size;
        InnerIsReduced = axes[^1].IsReduced;
        var keptAxes = new List<(long, long)>();
        var reducedAxes = new List<(long, long)>();
        var stride = InnerSize;
        KeptCount = 1;
        ReducedRuns = 1;
        for (var axis = axes.Count - 2; axis >= 0; axis--)
        {
            (axes[axis].IsReduced ? reducedAxes : keptAxes).Add((axes[axis].Size, stride));
            KeptCount *= axes[axis].IsReduced ? 1 : axes[axis].Size;
            ReducedRuns *= axes[axis].IsReduced ? axes[axis].Size : 1;
            stride *= axes[axis].Size;
        }

        kept = [.. keptAxes];
        reduced = [.. reducedAxes];
    }

    public long InnerSize { get; }

    public bool InnerIsReduced { get; }

    /// <summary>Positions of the kept axes but for the inner run.</summary>
    public long KeptCount { get; }

    /// <summary>Positions of the reduced axes but for the inner run.</summary>
    public long ReducedRuns { get; }

    /// <summary>Elements that make one output.</summary>
    public long ReducedCount => InnerIsReduced ? ReducedRuns * InnerSize : ReducedRuns;

    /// <summary>Outputs of one kept position.</summary>
    public long OutputRun => InnerIsReduced ? 1 : InnerSize;

    /// <param name="axes">From -rank to rank - 1, may repeat.</param>
    public static ReducePlan Of(Shape shape, ReadOnlySpan<int> axes)
    {
        var isReduced = new bool[shape.Rank];
        foreach (var axis in shape.Rank == 0 ? [] : axes)
        {
            isReduced[shape.NormalizeAxis(axis)] = true;
        }

        var collapsed = new List<(long Size, bool IsReduced)>();
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1)
            {
                continue;
            }

            if (collapsed.Count > 0 && collapsed[^1].IsReduced == isReduced[axis])
            {
                collapsed[^1] = (collapsed[^1].Size * shape[axis], isReduced[axis]);
            }
            else
            {
                collapsed.Add((shape[axis], isReduced[axis]));
            }
        }

        if (collapsed.Count == 0)
        {
            collapsed.Add((1, false));
        }

        return new ReducePlan(collapsed);
    }

    /// <summary>Where the elements of a kept position begin.</summary>
    public long KeptOffset(long position) => Offset(kept, position);

    /// <summary>Where a run of reduced elements begins, counted from its kept position.</summary>
    public long ReducedOffset(long run) => Offset(reduced, run);

    private static long Offset((long Size, long Stride)[] axes, long position)
    {
        long offset = 0;
        foreach (var (size, stride) in axes)
        {
            offset += position % size * stride;
            position /= size;
        }

        return offset;
    }
}
