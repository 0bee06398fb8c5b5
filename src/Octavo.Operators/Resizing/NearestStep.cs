using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>Copies the nearest pixel, whatever its elements are.</summary>
internal sealed unsafe class NearestStep(KernelContext context, ResizeScale height, ResizeScale width) : ResizeStep(context, height, width)
{
    protected override void Row(byte* image, byte* target, int row)
    {
        var source = image + (Height.Nearest(row) * Width.InputSize * PixelBytes);
        for (var column = 0; column < Width.OutputSize; column++)
        {
            Buffer.MemoryCopy(source + (Width.Nearest(column) * PixelBytes), target + (column * PixelBytes), PixelBytes, PixelBytes);
        }
    }
}
