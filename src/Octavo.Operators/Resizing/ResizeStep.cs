using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Resizes, one output row a task.</summary>
internal abstract unsafe class ResizeStep(KernelContext context, ResizeScale height, ResizeScale width) : Step
{
    private readonly Operand input = context.Input(0);
    private readonly Operand output = context.Output(0);
    private readonly WorkerPool workers = context.Workers;
    private readonly long batch = context.Input(0).Shape[0];
    private readonly long pixelBytes = context.Input(0).ElementType.SizeInBytes(context.Input(0).Shape[3]);

    protected KernelMode Mode { get; } = context.Mode;

    protected ResizeScale Height { get; } = height;

    protected ResizeScale Width { get; } = width;

    protected long Channels { get; } = context.Input(0).Shape[3];

    protected long PixelBytes => pixelBytes;

    public sealed override void Run()
    {
        if (input.ElementCount == 0 || output.ElementCount == 0)
        {
            return;
        }

        var work = new Work { Step = this };
        workers.Run(checked((int)(batch * Height.OutputSize)), ref work);
    }

    /// <summary>Computes one row of an image.</summary>
    protected abstract void Row(byte* image, byte* target, int row);

    private void Row(int task)
    {
        var image = input.Pointer + (task / Height.OutputSize * (long)Height.InputSize * Width.InputSize * pixelBytes);
        Row(image, output.Pointer + ((long)task * Width.OutputSize * pixelBytes), task % Height.OutputSize);
    }

    private struct Work : IParallelWork
    {
        public ResizeStep Step;

        public readonly void Run(int task, int worker) => Step.Row(task);
    }
}
