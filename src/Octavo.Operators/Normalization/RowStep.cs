using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>Does each row of the innermost axis by itself.</summary>
internal sealed unsafe class RowStep<TRow>(KernelContext context, TRow row) : Step
    where TRow : struct, IRowFunction
{
    private const long Grain = 4096;

    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly WorkerPool workers = context.Workers;
    private readonly KernelMode mode = context.Mode;
    private readonly TRow row = row;
    private readonly long count = context.Input(0).Shape.Rank == 0 ? 1 : context.Input(0).Shape[-1];

    public override void Run()
    {
        if (output.ElementCount == 0)
        {
            return;
        }

        var rows = output.ElementCount / count;
        var perTask = workers.ThreadCount == 1 ? rows : Math.Max(1, Grain / count);
        var work = new Work { Step = this, Rows = rows, RowsPerTask = perTask };
        workers.Run(checked((int)((rows + perTask - 1) / perTask)), ref work);
    }

    private struct Work : IParallelWork
    {
        public RowStep<TRow> Step;
        public long Rows;
        public long RowsPerTask;

        public readonly void Run(int task, int worker)
        {
            var end = Math.Min(Rows, (task + 1) * RowsPerTask);
            for (var index = task * RowsPerTask; index < end; index++)
            {
                Step.row.Run(Step.input.Floats + (index * Step.count), Step.output.Floats + (index * Step.count), Step.count, Step.mode);
            }
        }
    }
}
