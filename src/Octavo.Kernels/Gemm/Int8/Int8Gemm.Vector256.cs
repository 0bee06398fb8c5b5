using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// 16 columns in two registers at a time.
internal static unsafe partial class Int8Gemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelVector256(in Int8PanelProduct product)
    {
        for (var column = 0; column < product.Width; column += 16)
        {
            var left = product.Left;
            var output = product.Output + column;
            var panel = product.Panel + (column * 4);
            for (var rows = product.Rows; rows > 0;)
            {
                var tile = rows >= 4 ? 4 : 1;
                if (tile == 4)
                {
                    Tile4x16Narrow(product, left, panel, output);
                }
                else
                {
                    Tile1x16Narrow(product, left, panel, output);
                }

                rows -= tile;
                left += tile * product.LeftStride;
                output += tile * product.OutputStride;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x16Narrow(in Int8PanelProduct product, short* left, sbyte* panel, int* output)
    {
        nint stride = product.LeftStride;
        nint step = product.Width * 4;
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        Vector256<int> c0a = default, c0b = default;
        Vector256<int> c1a = default, c1b = default;
        Vector256<int> c2a = default, c2b = default;
        Vector256<int> c3a = default, c3b = default;
        for (nint k = 0; k < product.LeftStride; k += 4)
        {
            var odd0 = Vector256.Load((short*)(panel));
            var even0 = (odd0 << 8) >> 8;
            odd0 >>= 8;
            var odd1 = Vector256.Load((short*)(panel + 32));
            var even1 = (odd1 << 8) >> 8;
            odd1 >>= 8;
            panel += step;
            var evens = Vector256.Create(*(int*)(left + k)).AsInt16();
            var odds = Vector256.Create(*(int*)(left + k + 2)).AsInt16();
            c0a += Avx2.MultiplyAddAdjacent(even0, evens) + Avx2.MultiplyAddAdjacent(odd0, odds);
            c0b += Avx2.MultiplyAddAdjacent(even1, evens) + Avx2.MultiplyAddAdjacent(odd1, odds);
            evens = Vector256.Create(*(int*)(left1 + k)).AsInt16();
            odds = Vector256.Create(*(int*)(left1 + k + 2)).AsInt16();
            c1a += Avx2.MultiplyAddAdjacent(even0, evens) + Avx2.MultiplyAddAdjacent(odd0, odds);
            c1b += Avx2.MultiplyAddAdjacent(even1, evens) + Avx2.MultiplyAddAdjacent(odd1, odds);
            evens = Vector256.Create(*(int*)(left2 + k)).AsInt16();
            odds = Vector256.Create(*(int*)(left2 + k + 2)).AsInt16();
            c2a += Avx2.MultiplyAddAdjacent(even0, evens) + Avx2.MultiplyAddAdjacent(odd0, odds);
            c2b += Avx2.MultiplyAddAdjacent(even1, evens) + Avx2.MultiplyAddAdjacent(odd1, odds);
            evens = Vector256.Create(*(int*)(left3 + k)).AsInt16();
            odds = Vector256.Create(*(int*)(left3 + k + 2)).AsInt16();
            c3a += Avx2.MultiplyAddAdjacent(even0, evens) + Avx2.MultiplyAddAdjacent(odd0, odds);
            c3b += Avx2.MultiplyAddAdjacent(even1, evens) + Avx2.MultiplyAddAdjacent(odd1, odds);
        }

        c0a.Store(output);
        c0b.Store(output + 8);
        c1a.Store(output + (1 * product.OutputStride));
        c1b.Store(output + (1 * product.OutputStride) + 8);
        c2a.Store(output + (2 * product.OutputStride));
        c2b.Store(output + (2 * product.OutputStride) + 8);
        c3a.Store(output + (3 * product.OutputStride));
        c3b.Store(output + (3 * product.OutputStride) + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x16Narrow(in Int8PanelProduct product, short* left, sbyte* panel, int* output)
    {
        nint stride = product.LeftStride;
        nint step = product.Width * 4;
        Vector256<int> c0a = default, c0b = default;
        for (nint k = 0; k < product.LeftStride; k += 4)
        {
            var odd0 = Vector256.Load((short*)(panel));
            var even0 = (odd0 << 8) >> 8;
            odd0 >>= 8;
            var odd1 = Vector256.Load((short*)(panel + 32));
            var even1 = (odd1 << 8) >> 8;
            odd1 >>= 8;
            panel += step;
            var evens = Vector256.Create(*(int*)(left + k)).AsInt16();
            var odds = Vector256.Create(*(int*)(left + k + 2)).AsInt16();
            c0a += Avx2.MultiplyAddAdjacent(even0, evens) + Avx2.MultiplyAddAdjacent(odd0, odds);
            c0b += Avx2.MultiplyAddAdjacent(even1, evens) + Avx2.MultiplyAddAdjacent(odd1, odds);
        }

        c0a.Store(output);
        c0b.Store(output + 8);
    }
}
