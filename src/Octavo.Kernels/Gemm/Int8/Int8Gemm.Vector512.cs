using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

// A register of a panel holds four values of k for each of 16 columns, as bytes. Seen as 16-bit lanes, (k0 k1 | k2 k3): a shift left and
// back right
// leaves k0 and k2 sign-extended, a shift right k1 and k3; each pair meets (left k0, left k2) or (left k1, left k3) in a multiply-add of
// pairs.
// A pair's sum is at most 2 x 128 x 128 in magnitude and the sums are 32 bits wide: nothing saturates.
internal static unsafe partial class Int8Gemm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void PanelVector512(in Int8PanelProduct product)
    {
        var left = product.Left;
        var output = product.Output;
        var wide = product.Width == PackedInt8Weights.PanelWidth;
        for (var rows = product.Rows; rows > 0;)
        {
            var tile = rows >= 8 ? 8 : rows >= 4 ? 4 : 1;
            switch (tile, wide)
            {
                case (8, true): Tile8x32(product, left, product.Panel, output); break;
                case (4, true): Tile4x32(product, left, product.Panel, output); break;
                case (1, true): Tile1x32(product, left, product.Panel, output); break;
                case (8, false): Tile8x16(product, left, product.Panel, output); break;
                case (4, false): Tile4x16(product, left, product.Panel, output); break;
                default: Tile1x16(product, left, product.Panel, output); break;
            }

            rows -= tile;
            left += tile * product.LeftStride;
            output += tile * product.OutputStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x32(in Int8PanelProduct product, short* left, sbyte* panel, int* output)
    {
        nint stride = product.LeftStride;
        nint step = product.Width * 4;
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        var left4 = left3 + stride;
        var left5 = left4 + stride;
        var left6 = left5 + stride;
        var left7 = left6 + stride;
        Vector512<int> c0a = default, c0b = default;
        Vector512<int> c1a = default, c1b = default;
        Vector512<int> c2a = default, c2b = default;
        Vector512<int> c3a = default, c3b = default;
        Vector512<int> c4a = default, c4b = default;
        Vector512<int> c5a = default, c5b = default;
        Vector512<int> c6a = default, c6b = default;
        Vector512<int> c7a = default, c7b = default;
        for (nint k = 0; k < product.LeftStride; k += 4)
        {
            var odd0 = Vector512.Load((short*)(panel));
            var even0 = (odd0 << 8) >> 8;
            odd0 >>= 8;
            var odd1 = Vector512.Load((short*)(panel + 64));
            var even1 = (odd1 << 8) >> 8;
            odd1 >>= 8;
            panel += step;
            var evens = Vector512.Create(*(int*)(left + k)).AsInt16();
            var odds = Vector512.Create(*(int*)(left + k + 2)).AsInt16();
            c0a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c0b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left1 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left1 + k + 2)).AsInt16();
            c1a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c1b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left2 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left2 + k + 2)).AsInt16();
            c2a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c2b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left3 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left3 + k + 2)).AsInt16();
            c3a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c3b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left4 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left4 + k + 2)).AsInt16();
            c4a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c4b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left5 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left5 + k + 2)).AsInt16();
            c5a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c5b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left6 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left6 + k + 2)).AsInt16();
            c6a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c6b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left7 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left7 + k + 2)).AsInt16();
            c7a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c7b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
        }

        c0a.Store(output);
        c0b.Store(output + 16);
        c1a.Store(output + (1 * product.OutputStride));
        c1b.Store(output + (1 * product.OutputStride) + 16);
        c2a.Store(output + (2 * product.OutputStride));
        c2b.Store(output + (2 * product.OutputStride) + 16);
        c3a.Store(output + (3 * product.OutputStride));
        c3b.Store(output + (3 * product.OutputStride) + 16);
        c4a.Store(output + (4 * product.OutputStride));
        c4b.Store(output + (4 * product.OutputStride) + 16);
        c5a.Store(output + (5 * product.OutputStride));
        c5b.Store(output + (5 * product.OutputStride) + 16);
        c6a.Store(output + (6 * product.OutputStride));
        c6b.Store(output + (6 * product.OutputStride) + 16);
        c7a.Store(output + (7 * product.OutputStride));
        c7b.Store(output + (7 * product.OutputStride) + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x32(in Int8PanelProduct product, short* left, sbyte* panel, int* output)
    {
        nint stride = product.LeftStride;
        nint step = product.Width * 4;
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        Vector512<int> c0a = default, c0b = default;
        Vector512<int> c1a = default, c1b = default;
        Vector512<int> c2a = default, c2b = default;
        Vector512<int> c3a = default, c3b = default;
        for (nint k = 0; k < product.LeftStride; k += 4)
        {
            var odd0 = Vector512.Load((short*)(panel));
            var even0 = (odd0 << 8) >> 8;
            odd0 >>= 8;
            var odd1 = Vector512.Load((short*)(panel + 64));
            var even1 = (odd1 << 8) >> 8;
            odd1 >>= 8;
            panel += step;
            var evens = Vector512.Create(*(int*)(left + k)).AsInt16();
            var odds = Vector512.Create(*(int*)(left + k + 2)).AsInt16();
            c0a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c0b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left1 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left1 + k + 2)).AsInt16();
            c1a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c1b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left2 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left2 + k + 2)).AsInt16();
            c2a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c2b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
            evens = Vector512.Create(*(int*)(left3 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left3 + k + 2)).AsInt16();
            c3a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c3b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
        }

        c0a.Store(output);
        c0b.Store(output + 16);
        c1a.Store(output + (1 * product.OutputStride));
        c1b.Store(output + (1 * product.OutputStride) + 16);
        c2a.Store(output + (2 * product.OutputStride));
        c2b.Store(output + (2 * product.OutputStride) + 16);
        c3a.Store(output + (3 * product.OutputStride));
        c3b.Store(output + (3 * product.OutputStride) + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x32(in Int8PanelProduct product, short* left, sbyte* panel, int* output)
    {
        nint stride = product.LeftStride;
        nint step = product.Width * 4;
        Vector512<int> c0a = default, c0b = default;
        for (nint k = 0; k < product.LeftStride; k += 4)
        {
            var odd0 = Vector512.Load((short*)(panel));
            var even0 = (odd0 << 8) >> 8;
            odd0 >>= 8;
            var odd1 = Vector512.Load((short*)(panel + 64));
            var even1 = (odd1 << 8) >> 8;
            odd1 >>= 8;
            panel += step;
            var evens = Vector512.Create(*(int*)(left + k)).AsInt16();
            var odds = Vector512.Create(*(int*)(left + k + 2)).AsInt16();
            c0a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            c0b += Avx512BW.MultiplyAddAdjacent(even1, evens) + Avx512BW.MultiplyAddAdjacent(odd1, odds);
        }

        c0a.Store(output);
        c0b.Store(output + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x16(in Int8PanelProduct product, short* left, sbyte* panel, int* output)
    {
        nint stride = product.LeftStride;
        nint step = product.Width * 4;
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        var left4 = left3 + stride;
        var left5 = left4 + stride;
        var left6 = left5 + stride;
        var left7 = left6 + stride;
        Vector512<int> c0a = default;
        Vector512<int> c1a = default;
        Vector512<int> c2a = default;
        Vector512<int> c3a = default;
        Vector512<int> c4a = default;
        Vector512<int> c5a = default;
        Vector512<int> c6a = default;
        Vector512<int> c7a = default;
        for (nint k = 0; k < product.LeftStride; k += 4)
        {
            var odd0 = Vector512.Load((short*)(panel));
            var even0 = (odd0 << 8) >> 8;
            odd0 >>= 8;
            panel += step;
            var evens = Vector512.Create(*(int*)(left + k)).AsInt16();
            var odds = Vector512.Create(*(int*)(left + k + 2)).AsInt16();
            c0a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left1 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left1 + k + 2)).AsInt16();
            c1a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left2 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left2 + k + 2)).AsInt16();
            c2a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left3 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left3 + k + 2)).AsInt16();
            c3a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left4 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left4 + k + 2)).AsInt16();
            c4a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left5 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left5 + k + 2)).AsInt16();
            c5a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left6 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left6 + k + 2)).AsInt16();
            c6a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left7 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left7 + k + 2)).AsInt16();
            c7a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
        }

        c0a.Store(output);
        c1a.Store(output + (1 * product.OutputStride));
        c2a.Store(output + (2 * product.OutputStride));
        c3a.Store(output + (3 * product.OutputStride));
        c4a.Store(output + (4 * product.OutputStride));
        c5a.Store(output + (5 * product.OutputStride));
        c6a.Store(output + (6 * product.OutputStride));
        c7a.Store(output + (7 * product.OutputStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x16(in Int8PanelProduct product, short* left, sbyte* panel, int* output)
    {
        nint stride = product.LeftStride;
        nint step = product.Width * 4;
        var left1 = left + stride;
        var left2 = left1 + stride;
        var left3 = left2 + stride;
        Vector512<int> c0a = default;
        Vector512<int> c1a = default;
        Vector512<int> c2a = default;
        Vector512<int> c3a = default;
        for (nint k = 0; k < product.LeftStride; k += 4)
        {
            var odd0 = Vector512.Load((short*)(panel));
            var even0 = (odd0 << 8) >> 8;
            odd0 >>= 8;
            panel += step;
            var evens = Vector512.Create(*(int*)(left + k)).AsInt16();
            var odds = Vector512.Create(*(int*)(left + k + 2)).AsInt16();
            c0a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left1 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left1 + k + 2)).AsInt16();
            c1a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left2 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left2 + k + 2)).AsInt16();
            c2a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
            evens = Vector512.Create(*(int*)(left3 + k)).AsInt16();
            odds = Vector512.Create(*(int*)(left3 + k + 2)).AsInt16();
            c3a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
        }

        c0a.Store(output);
        c1a.Store(output + (1 * product.OutputStride));
        c2a.Store(output + (2 * product.OutputStride));
        c3a.Store(output + (3 * product.OutputStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x16(in Int8PanelProduct product, short* left, sbyte* panel, int* output)
    {
        nint stride = product.LeftStride;
        nint step = product.Width * 4;
        Vector512<int> c0a = default;
        for (nint k = 0; k < product.LeftStride; k += 4)
        {
            var odd0 = Vector512.Load((short*)(panel));
            var even0 = (odd0 << 8) >> 8;
            odd0 >>= 8;
            panel += step;
            var evens = Vector512.Create(*(int*)(left + k)).AsInt16();
            var odds = Vector512.Create(*(int*)(left + k + 2)).AsInt16();
            c0a += Avx512BW.MultiplyAddAdjacent(even0, evens) + Avx512BW.MultiplyAddAdjacent(odd0, odds);
        }

        c0a.Store(output);
    }
}
