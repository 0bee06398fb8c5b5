using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Octavo.Kernels;

/// <summary>
/// From the exact sums of a hybrid operator to floats: output = clamp(scaled(sum - zeroPoint x sum of the column's weights) + bias), one rounding an
/// operation. Row r belongs to the quantized input r / <see cref="RowsPerInput"/>. Accumulating: output = output + scaled(...), with neither bias nor clamp.
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
                    Columns<FloatLanes512, Vector512<float>>(sums, input, firstColumn, columnCount, ref column, output);
                }

                if (Avx2.IsSupported && column < columnCount)
                {
                    Columns<FloatLanes256, Vector256<float>>(sums, input, firstColumn, columnCount, ref column, output);
                }
            }

            if (column < columnCount)
            {
                Columns<FloatLanes1, float>(sums, input, firstColumn, columnCount, ref column, output);
            }

            sums += stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Columns<TLanes, TVector>(int* sums, int input, int firstColumn, int columnCount, ref int column, float* output)
        where TLanes : IFloatLanes<TVector>
        where TVector : unmanaged
    {
        var inputScale = TLanes.Create(InputScales[input]);
        var zeroPoint = TLanes.CreateInt(ZeroPoints[input]);
        var minimum = TLanes.Create(Range.Minimum);
        var maximum = TLanes.Create(Range.Maximum);
        for (; column + TLanes.Count <= columnCount; column += TLanes.Count)
        {
            var place = firstColumn + column;
            var offset = TLanes.MultiplyInt(zeroPoint, TLanes.Load((float*)(WeightSums + place)));
            var sum = TLanes.IntToFloat(TLanes.SubtractInt(TLanes.Load((float*)(sums + column)), offset));
            var weightScale = TLanes.Load(WeightScales + place);
            var value = Scaling == HybridScaling.Combined
                ? TLanes.Multiply(sum, TLanes.Multiply(inputScale, weightScale))
                : TLanes.Multiply(TLanes.Multiply(sum, weightScale), inputScale);
            if (Accumulates)
            {
                TLanes.Store(output + column, TLanes.Add(TLanes.Load(output + column), value));
                continue;
            }

            if (Bias != null)
            {
                value = TLanes.Add(value, TLanes.Load(Bias + place));
            }

            value = TLanes.Select(TLanes.LessThan(value, minimum), minimum, value);
            TLanes.Store(output + column, TLanes.Select(TLanes.LessThan(maximum, value), maximum, value));
        }
    }
}
