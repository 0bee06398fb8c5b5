using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>
/// Reduces float32. Along the innermost axis a run is folded in 32 partials (<see cref="FloatFold"/>); runs, and elements along other axes,
/// are folded in order.
/// </summary>
/// <param name="start">What each output starts from; the result where nothing is reduced into it.</param>
/// <param name="dividesByCount">Whether the result is divided by the number of elements.</param>
internal sealed unsafe class FloatReduceStep<TFold>(KernelContext context, float start, bool dividesByCount) : ReduceStep(context)
    where TFold : struct, IFloatBinary
{
    /// <summary>Elements below which splitting among threads costs more than it gives.</summary>
    private const long Grain = 16384;

    protected override void Run(ReducePlan plan)
    {
        var work = new Work { Step = this, Plan = plan };
        var perOutputs = Math.Max(1, plan.ReducedCount);
        if (Workers.ThreadCount == 1)
        {
            work.KeptPerTask = Math.Max(1, plan.KeptCount);
            work.OutputsPerTask = Math.Max(1, plan.OutputRun);
        }
        else
        {
            work.OutputsPerTask = Math.Max(1, Math.Min(plan.OutputRun, Math.Max(256, Grain / perOutputs)));
            work.KeptPerTask = Math.Max(1, Grain / (perOutputs * work.OutputsPerTask));
        }

        work.TasksPerRun = (plan.OutputRun + work.OutputsPerTask - 1) / work.OutputsPerTask;
        var keptTasks = (plan.KeptCount + work.KeptPerTask - 1) / work.KeptPerTask;
        Workers.Run(checked((int)(keptTasks * work.TasksPerRun)), ref work);
    }

    private void Reduce(ReducePlan plan, long position, long firstOutput, long outputs)
    {
        var source = Input.Floats + plan.KeptOffset(position);
        var target = Output.Floats + (position * plan.OutputRun) + firstOutput;
        new Span<float>(target, checked((int)outputs)).Fill(start);
        for (long run = 0; run < plan.ReducedRuns; run++)
        {
            var elements = source + plan.ReducedOffset(run);
            if (plan.InnerIsReduced)
            {
                var folded = FloatFold.Run<IdentityFunction, TFold>(default, default, start, elements, plan.InnerSize, Mode);
                *target = plan.ReducedRuns == 1 ? folded : default(TFold).Invoke(new Lanes1(folded), new Lanes1(*target)).Value;
            }
            else
            {
                FloatBinary.Run(default(TFold), elements + firstOutput, 1, target, 1, target, outputs, Mode);
            }
        }

        if (dividesByCount)
        {
            FloatUnary.Run(new DivideByFunction(plan.ReducedCount), target, target, outputs, Mode);
        }
    }

    private struct Work : IParallelWork
    {
        public FloatReduceStep<TFold> Step;
        public ReducePlan Plan;
        public long KeptPerTask;
        public long OutputsPerTask;
        public long TasksPerRun;

        public readonly void Run(int task, int worker)
        {
            var firstOutput = task % TasksPerRun * OutputsPerTask;
            var outputs = Math.Min(OutputsPerTask, Plan.OutputRun - firstOutput);
            var first = task / TasksPerRun * KeptPerTask;
            var end = Math.Min(Plan.KeptCount, first + KeptPerTask);
            for (var position = first; position < end; position++)
            {
                Step.Reduce(Plan, position, firstOutput, outputs);
            }
        }
    }
}
