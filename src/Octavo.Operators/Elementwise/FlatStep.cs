using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>A function of one operand, element by element, split among the workers where there is enough to do.</summary>
internal sealed unsafe class FlatStep<TRun>(KernelContext context, TRun run) : Step
    where TRun : struct, IFlatRun
{
    private const long Grain = 16384;

    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly WorkerPool workers = context.Workers;
    private readonly TRun run = run;

    public override void Run()
    {
        var count = output.ElementCount;
        var grain = workers.ThreadCount == 1 ? Math.Max(count, 1) : Grain;
        var work = new Work { Inner = run, Source = input.Pointer, Destination = output.Pointer, Count = count, Grain = grain };
        workers.Run(checked((int)((count + grain - 1) / grain)), ref work);
    }

    private struct Work : IParallelWork
    {
        public TRun Inner;
        public byte* Source;
        public byte* Destination;
        public long Count;
        public long Grain;

        public readonly void Run(int task, int worker)
        {
            var first = task * Grain;
            Inner.Run(Source, Destination, first, Math.Min(Grain, Count - first));
        }
    }
}
