using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

/// <summary>
/// From the exact sums of a hybrid operator to floats: output = clamp(scaled(sum - zeroPoint x sum of the column's weights) + bias), one
/// rounding an operation. Row r belongs to the quantized input r / <see cref="RowsPerInput"/>. Accumulating: output = output + scaled(...),
/// with neither bias nor clamp.
/// </summary>
internal unsafe struct HybridEpilogue : IInt8Epilogue
{
    public float* InputScales;
    public int* ZeroPoints;
    public int RowsPerInput;
    public float* WeightScales;
    public int* WeightSums;

    /// <summary>[columns], or null.</summary>
    public float* Bias;
    public float* Output;
    public nint OutputStride;
    public ActivationRange Range;
    public bool Accumulates;
    public HybridScaling Scaling;
    public KernelMode Mode;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Apply(int firstRow, int rowCount, int firstColumn, int columnCount, int* sums, nint stride)
    {
        var input = firstRow / RowsPerInput;
        var rowsLeft = ((input + 1) * (long)RowsPerInput) - firstRow;
        for (var row = 0; row < rowCount; row++)
        {
            if (rowsLeft-- == 0)
            {
                input++;
                rowsLeft = RowsPerInput - 1;
            }

            var output = Output + ((firstRow + row) * OutputStride) + firstColumn;
            var column = 0;
            if (Mode == KernelMode.Fastest)
            {
                if (Avx512F.IsSupported)
                {
                    Columns<Lanes16>(sums, input, firstColumn, columnCount, ref column, output);
                }

                if (Avx2.IsSupported && column < columnCount)
                {
                    Columns<Lanes8>(sums, input, firstColumn, columnCount, ref column, output);
                }
            }

            if (column < columnCount)
            {
                Columns<Lanes1>(sums, input, firstColumn, columnCount, ref column, output);
            }

            sums += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Columns<TLanes>(int* sums, int input, int firstColumn, int columnCount, ref int column, float* output)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var inputScale = TLanes.Of(InputScales[input]);
        var zeroPoint = TLanes.OfBits(ZeroPoints[input]);
        var minimum = TLanes.Of(Range.Minimum);
        var maximum = TLanes.Of(Range.Maximum);
        for (; column + TLanes.Count <= columnCount; column += TLanes.Count)
        {
            var place = firstColumn + column;
            var offset = TLanes.MultiplyBits(zeroPoint, TLanes.Load((float*)(WeightSums + place)));
            var sum = TLanes.BitsToFloat(TLanes.SubtractBits(TLanes.Load((float*)(sums + column)), offset));
            var weightScale = TLanes.Load(WeightScales + place);
            var value = Scaling == HybridScaling.Combined
                ? sum * (inputScale * weightScale)
                : sum * weightScale * inputScale;
            if (Accumulates)
            {
                TLanes.Store(TLanes.Load(output + column) + value, output + column);
                continue;
            }

            if (Bias != null)
            {
                value += TLanes.Load(Bias + place);
            }

            TLanes.Store(TLanes.Lesser(maximum, TLanes.Greater(minimum, value)), output + column);
        }
    }
}
