using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// A step over k loads one row of the panel (two or one registers of 16 columns), then multiplies it by one broadcast value of each row of
// the
// tile. 8 x 2 accumulators hide the latency of the multiply-add. Rows that don't fill a tile take the smaller ones.
internal static unsafe partial class Float32Gemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelVector512(in Float32PanelProduct product)
    {
        var left = product.Left;
        var output = product.Output;
        var wide = product.Width == Float32Weights.PanelWidth;
        for (var rows = product.Rows; rows > 0;)
        {
            var tile = rows >= 8 ? 8 : rows >= 4 ? 4 : 1;
            switch (tile, wide)
            {
                case (8, true): Tile8x32(product, left, product.Panel, product.Bias, output); break;
                case (4, true): Tile4x32(product, left, product.Panel, product.Bias, output); break;
                case (1, true): Tile1x32(product, left, product.Panel, product.Bias, output); break;
                case (8, false): Tile8x16(product, left, product.Panel, product.Bias, output); break;
                case (4, false): Tile4x16(product, left, product.Panel, product.Bias, output); break;
                default: Tile1x16(product, left, product.Panel, product.Bias, output); break;
            }

            rows -= tile;
            left += tile * product.LeftStride;
            output += tile * product.OutputStride;
        }
    }

    // The second operand wins when one is NaN or both are zero: the value passes through, as in the scalar form.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Clamp(Vector512<float> value, Vector512<float> minimum, Vector512<float> maximum) =>
        Avx512F.Min(maximum, Avx512F.Max(minimum, value));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x32(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector512.Load(bias);
        var b1 = Vector512.Load(bias + 16);
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        var left4 = left3 + stride;
        var left5 = left4 + stride;
        var left6 = left5 + stride;
        var left7 = left6 + stride;
        Vector512<float> c0a = b0, c0b = b1;
        Vector512<float> c1a = b0, c1b = b1;
        Vector512<float> c2a = b0, c2b = b1;
        Vector512<float> c3a = b0, c3b = b1;
        Vector512<float> c4a = b0, c4b = b1;
        Vector512<float> c5a = b0, c5b = b1;
        Vector512<float> c6a = b0, c6b = b1;
        Vector512<float> c7a = b0, c7b = b1;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector512.Load(panel);
            b1 = Vector512.Load(panel + 16);
            panel += width;
            var a = Vector512.Create(left[k]);
            c0a = Avx512F.FusedMultiplyAdd(a, b0, c0a);
            c0b = Avx512F.FusedMultiplyAdd(a, b1, c0b);
            a = Vector512.Create(left1[k]);
            c1a = Avx512F.FusedMultiplyAdd(a, b0, c1a);
            c1b = Avx512F.FusedMultiplyAdd(a, b1, c1b);
            a = Vector512.Create(left2[k]);
            c2a = Avx512F.FusedMultiplyAdd(a, b0, c2a);
            c2b = Avx512F.FusedMultiplyAdd(a, b1, c2b);
            a = Vector512.Create(left3[k]);
            c3a = Avx512F.FusedMultiplyAdd(a, b0, c3a);
            c3b = Avx512F.FusedMultiplyAdd(a, b1, c3b);
            a = Vector512.Create(left4[k]);
            c4a = Avx512F.FusedMultiplyAdd(a, b0, c4a);
            c4b = Avx512F.FusedMultiplyAdd(a, b1, c4b);
            a = Vector512.Create(left5[k]);
            c5a = Avx512F.FusedMultiplyAdd(a, b0, c5a);
            c5b = Avx512F.FusedMultiplyAdd(a, b1, c5b);
            a = Vector512.Create(left6[k]);
            c6a = Avx512F.FusedMultiplyAdd(a, b0, c6a);
            c6b = Avx512F.FusedMultiplyAdd(a, b1, c6b);
            a = Vector512.Create(left7[k]);
            c7a = Avx512F.FusedMultiplyAdd(a, b0, c7a);
            c7b = Avx512F.FusedMultiplyAdd(a, b1, c7b);
        }

        stride = product.OutputStride;
        b0 = Vector512.Create(product.Minimum);
        b1 = Vector512.Create(product.Maximum);
        Clamp(c0a, b0, b1).Store(output);
        Clamp(c0b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c1a, b0, b1).Store(output);
        Clamp(c1b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c2a, b0, b1).Store(output);
        Clamp(c2b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c3a, b0, b1).Store(output);
        Clamp(c3b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c4a, b0, b1).Store(output);
        Clamp(c4b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c5a, b0, b1).Store(output);
        Clamp(c5b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c6a, b0, b1).Store(output);
        Clamp(c6b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c7a, b0, b1).Store(output);
        Clamp(c7b, b0, b1).Store(output + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x32(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector512.Load(bias);
        var b1 = Vector512.Load(bias + 16);
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        Vector512<float> c0a = b0, c0b = b1;
        Vector512<float> c1a = b0, c1b = b1;
        Vector512<float> c2a = b0, c2b = b1;
        Vector512<float> c3a = b0, c3b = b1;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector512.Load(panel);
            b1 = Vector512.Load(panel + 16);
            panel += width;
            var a = Vector512.Create(left[k]);
            c0a = Avx512F.FusedMultiplyAdd(a, b0, c0a);
            c0b = Avx512F.FusedMultiplyAdd(a, b1, c0b);
            a = Vector512.Create(left1[k]);
            c1a = Avx512F.FusedMultiplyAdd(a, b0, c1a);
            c1b = Avx512F.FusedMultiplyAdd(a, b1, c1b);
            a = Vector512.Create(left2[k]);
            c2a = Avx512F.FusedMultiplyAdd(a, b0, c2a);
            c2b = Avx512F.FusedMultiplyAdd(a, b1, c2b);
            a = Vector512.Create(left3[k]);
            c3a = Avx512F.FusedMultiplyAdd(a, b0, c3a);
            c3b = Avx512F.FusedMultiplyAdd(a, b1, c3b);
        }

        stride = product.OutputStride;
        b0 = Vector512.Create(product.Minimum);
        b1 = Vector512.Create(product.Maximum);
        Clamp(c0a, b0, b1).Store(output);
        Clamp(c0b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c1a, b0, b1).Store(output);
        Clamp(c1b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c2a, b0, b1).Store(output);
        Clamp(c2b, b0, b1).Store(output + 16);
        output += stride;
        Clamp(c3a, b0, b1).Store(output);
        Clamp(c3b, b0, b1).Store(output + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x32(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector512.Load(bias);
        var b1 = Vector512.Load(bias + 16);
        Vector512<float> c0a = b0, c0b = b1;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector512.Load(panel);
            b1 = Vector512.Load(panel + 16);
            panel += width;
            var a = Vector512.Create(left[k]);
            c0a = Avx512F.FusedMultiplyAdd(a, b0, c0a);
            c0b = Avx512F.FusedMultiplyAdd(a, b1, c0b);
        }

        stride = product.OutputStride;
        b0 = Vector512.Create(product.Minimum);
        b1 = Vector512.Create(product.Maximum);
        Clamp(c0a, b0, b1).Store(output);
        Clamp(c0b, b0, b1).Store(output + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x16(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector512.Load(bias);
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        var left4 = left3 + stride;
        var left5 = left4 + stride;
        var left6 = left5 + stride;
        var left7 = left6 + stride;
        Vector512<float> c0a = b0;
        Vector512<float> c1a = b0;
        Vector512<float> c2a = b0;
        Vector512<float> c3a = b0;
        Vector512<float> c4a = b0;
        Vector512<float> c5a = b0;
        Vector512<float> c6a = b0;
        Vector512<float> c7a = b0;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector512.Load(panel);
            panel += width;
            var a = Vector512.Create(left[k]);
            c0a = Avx512F.FusedMultiplyAdd(a, b0, c0a);
            a = Vector512.Create(left1[k]);
            c1a = Avx512F.FusedMultiplyAdd(a, b0, c1a);
            a = Vector512.Create(left2[k]);
            c2a = Avx512F.FusedMultiplyAdd(a, b0, c2a);
            a = Vector512.Create(left3[k]);
            c3a = Avx512F.FusedMultiplyAdd(a, b0, c3a);
            a = Vector512.Create(left4[k]);
            c4a = Avx512F.FusedMultiplyAdd(a, b0, c4a);
            a = Vector512.Create(left5[k]);
            c5a = Avx512F.FusedMultiplyAdd(a, b0, c5a);
            a = Vector512.Create(left6[k]);
            c6a = Avx512F.FusedMultiplyAdd(a, b0, c6a);
            a = Vector512.Create(left7[k]);
            c7a = Avx512F.FusedMultiplyAdd(a, b0, c7a);
        }

        stride = product.OutputStride;
        b0 = Vector512.Create(product.Minimum);
        var high = Vector512.Create(product.Maximum);
        Clamp(c0a, b0, high).Store(output);
        output += stride;
        Clamp(c1a, b0, high).Store(output);
        output += stride;
        Clamp(c2a, b0, high).Store(output);
        output += stride;
        Clamp(c3a, b0, high).Store(output);
        output += stride;
        Clamp(c4a, b0, high).Store(output);
        output += stride;
        Clamp(c5a, b0, high).Store(output);
        output += stride;
        Clamp(c6a, b0, high).Store(output);
        output += stride;
        Clamp(c7a, b0, high).Store(output);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x16(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector512.Load(bias);
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        Vector512<float> c0a = b0;
        Vector512<float> c1a = b0;
        Vector512<float> c2a = b0;
        Vector512<float> c3a = b0;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector512.Load(panel);
            panel += width;
            var a = Vector512.Create(left[k]);
            c0a = Avx512F.FusedMultiplyAdd(a, b0, c0a);
            a = Vector512.Create(left1[k]);
            c1a = Avx512F.FusedMultiplyAdd(a, b0, c1a);
            a = Vector512.Create(left2[k]);
            c2a = Avx512F.FusedMultiplyAdd(a, b0, c2a);
            a = Vector512.Create(left3[k]);
            c3a = Avx512F.FusedMultiplyAdd(a, b0, c3a);
        }

        stride = product.OutputStride;
        b0 = Vector512.Create(product.Minimum);
        var high = Vector512.Create(product.Maximum);
        Clamp(c0a, b0, high).Store(output);
        output += stride;
        Clamp(c1a, b0, high).Store(output);
        output += stride;
        Clamp(c2a, b0, high).Store(output);
        output += stride;
        Clamp(c3a, b0, high).Store(output);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x16(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector512.Load(bias);
        Vector512<float> c0a = b0;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector512.Load(panel);
            panel += width;
            var a = Vector512.Create(left[k]);
            c0a = Avx512F.FusedMultiplyAdd(a, b0, c0a);
        }

        stride = product.OutputStride;
        b0 = Vector512.Create(product.Minimum);
        var high = Vector512.Create(product.Maximum);
        Clamp(c0a, b0, high).Store(output);
    }
}
