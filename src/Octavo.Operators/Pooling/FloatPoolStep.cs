using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>Pools, one output row a task.</summary>
internal sealed unsafe class FloatPoolStep<TPool>(KernelContext context, PoolWindow height, PoolWindow width, ActivationRange range) : Step
    where TPool : struct, IPoolFunction
{
    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly WorkerPool workers = context.Workers;
    private readonly KernelMode mode = context.Mode;
    private readonly long batch = context.Input(0).Shape[0];
    private readonly long channels = context.Input(0).Shape[3];

    public override void Run()
    {
        var work = new Work { Step = this };
        workers.Run(checked((int)(batch * height.OutputSize)), ref work);
    }

    private void Row(int row)
    {
        var image = input.Floats + (row / height.OutputSize * (long)height.InputSize * width.InputSize * channels);
        var target = output.Floats + ((long)row * width.OutputSize * channels);
        FloatPool.Row<TPool>(image, target, height, width, row % height.OutputSize, channels, range, mode);
    }

    private struct Work : IParallelWork
    {
        public FloatPoolStep<TPool> Step;

        public readonly void Run(int task, int worker) => Step.Row(task);
    }
}
