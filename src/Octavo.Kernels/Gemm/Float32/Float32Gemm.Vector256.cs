using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// Half a panel (16 columns, two registers) at a time: 6 x 2 accumulators, two registers of the panel and one broadcast value fill the
// sixteen registers.
internal static unsafe partial class Float32Gemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelVector256(in Float32PanelProduct product)
    {
        for (var column = 0; column < product.Width; column += 16)
        {
            var left = product.Left;
            var output = product.Output + column;
            var panel = product.Panel + column;
            var bias = product.Bias + column;
            for (var rows = product.Rows; rows > 0;)
            {
                var tile = rows >= 6 ? 6 : rows >= 3 ? 3 : 1;
                switch (tile)
                {
                    case 6: Tile6x16(product, left, panel, bias, output); break;
                    case 3: Tile3x16(product, left, panel, bias, output); break;
                    default: Tile1x16Narrow(product, left, panel, bias, output); break;
                }

                rows -= tile;
                left += tile * product.LeftStride;
                output += tile * product.OutputStride;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Clamp(Vector256<float> value, Vector256<float> minimum, Vector256<float> maximum) =>
        Avx.Min(maximum, Avx.Max(minimum, value));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x16(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector256.Load(bias);
        var b1 = Vector256.Load(bias + 8);
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        var left4 = left3 + stride;
        var left5 = left4 + stride;
        Vector256<float> c0a = b0, c0b = b1;
        Vector256<float> c1a = b0, c1b = b1;
        Vector256<float> c2a = b0, c2b = b1;
        Vector256<float> c3a = b0, c3b = b1;
        Vector256<float> c4a = b0, c4b = b1;
        Vector256<float> c5a = b0, c5b = b1;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector256.Load(panel);
            b1 = Vector256.Load(panel + 8);
            panel += width;
            var a = Vector256.Create(left[k]);
            c0a = Fma.MultiplyAdd(a, b0, c0a);
            c0b = Fma.MultiplyAdd(a, b1, c0b);
            a = Vector256.Create(left1[k]);
            c1a = Fma.MultiplyAdd(a, b0, c1a);
            c1b = Fma.MultiplyAdd(a, b1, c1b);
            a = Vector256.Create(left2[k]);
            c2a = Fma.MultiplyAdd(a, b0, c2a);
            c2b = Fma.MultiplyAdd(a, b1, c2b);
            a = Vector256.Create(left3[k]);
            c3a = Fma.MultiplyAdd(a, b0, c3a);
            c3b = Fma.MultiplyAdd(a, b1, c3b);
            a = Vector256.Create(left4[k]);
            c4a = Fma.MultiplyAdd(a, b0, c4a);
            c4b = Fma.MultiplyAdd(a, b1, c4b);
            a = Vector256.Create(left5[k]);
            c5a = Fma.MultiplyAdd(a, b0, c5a);
            c5b = Fma.MultiplyAdd(a, b1, c5b);
        }

        stride = product.OutputStride;
        b0 = Vector256.Create(product.Minimum);
        b1 = Vector256.Create(product.Maximum);
        Clamp(c0a, b0, b1).Store(output);
        Clamp(c0b, b0, b1).Store(output + 8);
        output += stride;
        Clamp(c1a, b0, b1).Store(output);
        Clamp(c1b, b0, b1).Store(output + 8);
        output += stride;
        Clamp(c2a, b0, b1).Store(output);
        Clamp(c2b, b0, b1).Store(output + 8);
        output += stride;
        Clamp(c3a, b0, b1).Store(output);
        Clamp(c3b, b0, b1).Store(output + 8);
        output += stride;
        Clamp(c4a, b0, b1).Store(output);
        Clamp(c4b, b0, b1).Store(output + 8);
        output += stride;
        Clamp(c5a, b0, b1).Store(output);
        Clamp(c5b, b0, b1).Store(output + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x16(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector256.Load(bias);
        var b1 = Vector256.Load(bias + 8);
        var left1 = left + stride;
        var left2 = left1 + stride;
        Vector256<float> c0a = b0, c0b = b1;
        Vector256<float> c1a = b0, c1b = b1;
        Vector256<float> c2a = b0, c2b = b1;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector256.Load(panel);
            b1 = Vector256.Load(panel + 8);
            panel += width;
            var a = Vector256.Create(left[k]);
            c0a = Fma.MultiplyAdd(a, b0, c0a);
            c0b = Fma.MultiplyAdd(a, b1, c0b);
            a = Vector256.Create(left1[k]);
            c1a = Fma.MultiplyAdd(a, b0, c1a);
            c1b = Fma.MultiplyAdd(a, b1, c1b);
            a = Vector256.Create(left2[k]);
            c2a = Fma.MultiplyAdd(a, b0, c2a);
            c2b = Fma.MultiplyAdd(a, b1, c2b);
        }

        stride = product.OutputStride;
        b0 = Vector256.Create(product.Minimum);
        b1 = Vector256.Create(product.Maximum);
        Clamp(c0a, b0, b1).Store(output);
        Clamp(c0b, b0, b1).Store(output + 8);
        output += stride;
        Clamp(c1a, b0, b1).Store(output);
        Clamp(c1b, b0, b1).Store(output + 8);
        output += stride;
        Clamp(c2a, b0, b1).Store(output);
        Clamp(c2b, b0, b1).Store(output + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x16Narrow(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector256.Load(bias);
        var b1 = Vector256.Load(bias + 8);
        Vector256<float> c0a = b0, c0b = b1;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector256.Load(panel);
            b1 = Vector256.Load(panel + 8);
            panel += width;
            var a = Vector256.Create(left[k]);
            c0a = Fma.MultiplyAdd(a, b0, c0a);
            c0b = Fma.MultiplyAdd(a, b1, c0b);
        }

        stride = product.OutputStride;
        b0 = Vector256.Create(product.Minimum);
        b1 = Vector256.Create(product.Maximum);
        Clamp(c0a, b0, b1).Store(output);
        Clamp(c0b, b0, b1).Store(output + 8);
    }
}
