using Octavo.Kernels;

namespace Octavo.Operators;

internal sealed unsafe class FloatBilinearStep(KernelContext context, ResizeScale height, ResizeScale width) : ResizeStep(context, height,
    width)
{
    private readonly ResizeTap[] columns = [.. Enumerable.Range(0, width.OutputSize).Select(width.Tap)];

    protected override void Row(byte* image, byte* target, int row) =>
        FloatBilinear.Row((float*)image, (float*)target, Height.Tap(row), columns, Width.InputSize, Channels, Mode);
}
