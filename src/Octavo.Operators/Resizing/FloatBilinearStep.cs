using Octavo.Kernels;

namespace Octavo.Operators;

internal sealed unsafe class FloatBilinearStep(KernelContext context, ResizeScale height, ResizeScale width) : ResizeStep(context, height, width)
{
    protected override void Row(byte* image, byte* target, int row) =>
        FloatBilinear.Row((float*)image, (float*)target, Height, Width, row, Channels, Mode);
}
