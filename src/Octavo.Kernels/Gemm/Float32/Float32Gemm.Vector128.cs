using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Octavo.Kernels;

// Eight columns (two registers) at a time; for processors whose widest registers have 128 bits.
internal static unsafe partial class Float32Gemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelVector128(in Float32PanelProduct product)
    {
        for (var column = 0; column < product.Width; column += 8)
        {
            var left = product.Left;
            var output = product.Output + column;
            for (var rows = product.Rows; rows > 0;)
            {
                var tile = rows >= 4 ? 4 : 1;
                if (tile == 4)
                {
                    Tile4x8(product, left, product.Panel + column, product.Bias + column, output);
                }
                else
                {
                    Tile1x8(product, left, product.Panel + column, product.Bias + column, output);
                }

                rows -= tile;
                left += tile * product.LeftStride;
                output += tile * product.OutputStride;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Clamp(Vector128<float> value, Vector128<float> minimum, Vector128<float> maximum)
    {
        value = Vector128.ConditionalSelect(Vector128.LessThan(value, minimum), minimum, value);
        return Vector128.ConditionalSelect(Vector128.GreaterThan(value, maximum), maximum, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x8(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector128.Load(bias);
        var b1 = Vector128.Load(bias + 4);
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        Vector128<float> c0a = b0, c0b = b1;
        Vector128<float> c1a = b0, c1b = b1;
        Vector128<float> c2a = b0, c2b = b1;
        Vector128<float> c3a = b0, c3b = b1;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector128.Load(panel);
            b1 = Vector128.Load(panel + 4);
            panel += width;
            var a = Vector128.Create(left[k]);
            c0a = Vector128.FusedMultiplyAdd(a, b0, c0a);
            c0b = Vector128.FusedMultiplyAdd(a, b1, c0b);
            a = Vector128.Create(left1[k]);
            c1a = Vector128.FusedMultiplyAdd(a, b0, c1a);
            c1b = Vector128.FusedMultiplyAdd(a, b1, c1b);
            a = Vector128.Create(left2[k]);
            c2a = Vector128.FusedMultiplyAdd(a, b0, c2a);
            c2b = Vector128.FusedMultiplyAdd(a, b1, c2b);
            a = Vector128.Create(left3[k]);
            c3a = Vector128.FusedMultiplyAdd(a, b0, c3a);
            c3b = Vector128.FusedMultiplyAdd(a, b1, c3b);
        }

        stride = product.OutputStride;
        b0 = Vector128.Create(product.Minimum);
        b1 = Vector128.Create(product.Maximum);
        Clamp(c0a, b0, b1).Store(output);
        Clamp(c0b, b0, b1).Store(output + 4);
        output += stride;
        Clamp(c1a, b0, b1).Store(output);
        Clamp(c1b, b0, b1).Store(output + 4);
        output += stride;
        Clamp(c2a, b0, b1).Store(output);
        Clamp(c2b, b0, b1).Store(output + 4);
        output += stride;
        Clamp(c3a, b0, b1).Store(output);
        Clamp(c3b, b0, b1).Store(output + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x8(in Float32PanelProduct product, float* left, float* panel, float* bias, float* output)
    {
        nint stride = product.LeftStride;
        nint width = product.Width;
        var b0 = Vector128.Load(bias);
        var b1 = Vector128.Load(bias + 4);
        Vector128<float> c0a = b0, c0b = b1;
        for (nint k = 0; k < product.Depth; k++)
        {
            b0 = Vector128.Load(panel);
            b1 = Vector128.Load(panel + 4);
            panel += width;
            var a = Vector128.Create(left[k]);
            c0a = Vector128.FusedMultiplyAdd(a, b0, c0a);
            c0b = Vector128.FusedMultiplyAdd(a, b1, c0b);
        }

        stride = product.OutputStride;
        b0 = Vector128.Create(product.Minimum);
        b1 = Vector128.Create(product.Maximum);
        Clamp(c0a, b0, b1).Store(output);
        Clamp(c0b, b0, b1).Store(output + 4);
    }
}
