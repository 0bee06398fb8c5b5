using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// How two operands are walked together: some outer axes, and an inner run in which each side advances with the output or stands still.
/// Neighbouring axes that both sides walk alike are one axis here, so equal shapes are a single run. Made once; running allocates nothing.
/// </summary>
internal sealed unsafe class BroadcastPlan
{
    /// <summary>Elements below which splitting among threads costs more than it gives.</summary>
    private const long Grain = 16384;

    private readonly long[] sizes;
    private readonly long[] leftStrides;
    private readonly long[] rightStrides;

    private BroadcastPlan(List<Axis> axes)
    {
        var inner = axes[^1];
        RunLength = inner.Size;
        LeftStep = inner.LeftMoves ? 1 : 0;
        RightStep = inner.RightMoves ? 1 : 0;
        sizes = [.. axes.SkipLast(1).Select(axis => axis.Size)];
        leftStrides = new long[sizes.Length];
        rightStrides = new long[sizes.Length];
        long left = inner.LeftMoves ? inner.Size : 1;
        long right = inner.RightMoves ? inner.Size : 1;
        OuterCount = 1;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            leftStrides[axis] = axes[axis].LeftMoves ? left : 0;
            rightStrides[axis] = axes[axis].RightMoves ? right : 0;
            left *= axes[axis].LeftMoves ? sizes[axis] : 1;
            right *= axes[axis].RightMoves ? sizes[axis] : 1;
            OuterCount *= sizes[axis];
        }
    }

    public long RunLength { get; }

    public int LeftStep { get; }

    public int RightStep { get; }

    public long OuterCount { get; }

    /// <summary>The plan for two known shapes that broadcast.</summary>
    public static BroadcastPlan Of(Shape left, Shape right)
    {
        var rank = Math.Max(left.Rank, right.Rank);
        var axes = new List<Axis>();
        for (var axis = -rank; axis < 0; axis++)
        {
            var leftSize = -axis <= left.Rank ? left[axis] : 1;
            var rightSize = -axis <= right.Rank ? right[axis] : 1;
            var size = leftSize == 1 ? rightSize : leftSize;
            if (size == 1)
            {
                continue;
            }

            var next = new Axis(size, leftSize != 1, rightSize != 1);
            if (axes.Count > 0 && axes[^1].LeftMoves == next.LeftMoves && axes[^1].RightMoves == next.RightMoves)
            {
                axes[^1] = next with { Size = axes[^1].Size * size };
            }
            else
            {
                axes.Add(next);
            }
        }

        if (axes.Count == 0)
        {
            axes.Add(new Axis(1, true, true));
        }

        return new BroadcastPlan(axes);
    }

    /// <summary>Runs all inner loops, split among the workers where there is enough to do.</summary>
    public void Run<TRun>(TRun run, byte* left, byte* right, byte* output, WorkerPool workers)
        where TRun : struct, IBroadcastRun
    {
        if (OuterCount == 0 || RunLength == 0)
        {
            return;
        }

        var work = new Work<TRun> { Plan = this, Inner = run, Left = left, Right = right, Output = output };
        if (OuterCount == 1)
        {
            work.RunsPerTask = 1;
            work.ElementsPerRun = workers.ThreadCount == 1 ? RunLength : Grain;
        }
        else
        {
            work.RunsPerTask = workers.ThreadCount == 1 ? OuterCount : Math.Max(1, Grain / RunLength);
            work.ElementsPerRun = RunLength;
        }

        var tasks = OuterCount == 1
            ? (RunLength + work.ElementsPerRun - 1) / work.ElementsPerRun
            : (OuterCount + work.RunsPerTask - 1) / work.RunsPerTask;
        workers.Run(checked((int)tasks), ref work);
    }

    private void RunRange<TRun>(ref Work<TRun> work, long firstRun, long endRun)
        where TRun : struct, IBroadcastRun
    {
        var positions = stackalloc long[sizes.Length + 1];
        long leftOffset = 0;
        long rightOffset = 0;
        var remaining = firstRun;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            positions[axis] = remaining % sizes[axis];
            remaining /= sizes[axis];
            leftOffset += positions[axis] * leftStrides[axis];
            rightOffset += positions[axis] * rightStrides[axis];
        }

        for (var run = firstRun; run < endRun; run++)
        {
            work.Inner.Run(work.Left, leftOffset, LeftStep, work.Right, rightOffset, RightStep, work.Output, run * RunLength, RunLength);
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                leftOffset += leftStrides[axis];
                rightOffset += rightStrides[axis];
                if (++positions[axis] < sizes[axis])
                {
                    break;
                }

                positions[axis] = 0;
                leftOffset -= sizes[axis] * leftStrides[axis];
                rightOffset -= sizes[axis] * rightStrides[axis];
            }
        }
    }

    private readonly record struct Axis(long Size, bool LeftMoves, bool RightMoves);

    private struct Work<TRun> : IParallelWork
        where TRun : struct, IBroadcastRun
    {
        public BroadcastPlan Plan;
        public TRun Inner;
        public byte* Left;
        public byte* Right;
        public byte* Output;
        public long RunsPerTask;
        public long ElementsPerRun;

        public void Run(int task, int worker)
        {
            if (Plan.OuterCount == 1)
            {
                var first = task * ElementsPerRun;
                var count = Math.Min(ElementsPerRun, Plan.RunLength - first);
                Inner.Run(Left, first * Plan.LeftStep, Plan.LeftStep, Right, first * Plan.RightStep, Plan.RightStep, Output, first, count);
            }
            else
            {
                Plan.RunRange(ref this, task * RunsPerTask, Math.Min(Plan.OuterCount, (task + 1) * RunsPerTask));
            }
        }
    }
}
