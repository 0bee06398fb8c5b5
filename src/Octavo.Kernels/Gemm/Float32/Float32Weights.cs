using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// A packed right-hand matrix in memory that somebody else owns, aligned to 64 bytes.
/// In order: panels of 32 columns (the last one 16 wide where that suffices), each [depth, width], columns past the end zero.
/// Lanes: rows [outputs, depth rounded up to 32], zero past the end.
/// </summary>
internal readonly unsafe struct Float32Weights
{
    /// <summary>Columns of a panel, and lanes of a sum.</summary>
    public const int PanelWidth = 32;

    private const float SmallestNormal = 1.17549435e-38f;

    internal Float32Weights(float* pointer, int outputs, int depth, SumOrder order)
    {
        Pointer = pointer;
        Outputs = outputs;
        Depth = depth;
        Order = order;
    }

    public float* Pointer { get; }

    public int Outputs { get; }

    public int Depth { get; }

    public SumOrder Order { get; }

    internal int PanelCount => (Outputs + PanelWidth - 1) / PanelWidth;

    internal int PaddedDepth => RoundUp(Depth, PanelWidth);

    /// <summary>The order of a matrix product of <paramref name="outputs"/> columns. (Convolutions are always in order.)</summary>
    public static SumOrder OrderOf(int outputs) => outputs < PanelWidth ? SumOrder.Lanes : SumOrder.InOrder;

    /// <summary>Floats that a packed matrix takes.</summary>
    public static long FloatCount(int outputs, int depth, SumOrder order) =>
        order == SumOrder.Lanes
            ? (long)outputs * RoundUp(depth, PanelWidth)
            : (long)RoundUp(outputs, PanelWidth / 2) * depth;

    /// <summary>
    /// A matrix in <paramref name="memory"/> (<see cref="FloatCount"/> floats, aligned to 64 bytes) for <see cref="PackRows"/> or
    /// <see cref="PackColumns"/> to fill: for matrices that are known only when they are used.
    /// </summary>
    public static Float32Weights Over(float* memory, int outputs, int depth, SumOrder order) => new(memory, outputs, depth, order);

    /// <summary>Fills this matrix from [outputs, depth] whose rows lie <paramref name="stride"/> floats apart.</summary>
    public void PackRows(float* source, nint stride) => Pack(source, stride, 1);

    /// <summary>Fills this matrix from [depth, outputs] whose rows lie <paramref name="stride"/> floats apart.</summary>
    public void PackColumns(float* source, nint stride) => Pack(source, 1, stride);

    internal int WidthOfPanel(int panel) => Outputs - (panel * PanelWidth) <= PanelWidth / 2 ? PanelWidth / 2 : PanelWidth;

    internal float* Panel(int panel) => Pointer + ((nint)panel * PanelWidth * Depth);

    private static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float FlushSubnormal(float value) => Math.Abs(value) < SmallestNormal ? 0 : value;

    private void Pack(float* source, nint outputStride, nint depthStride)
    {
        if (Order == SumOrder.Lanes)
        {
            for (var output = 0; output < Outputs; output++)
            {
                var row = Pointer + ((nint)output * PaddedDepth);
                for (var k = 0; k < PaddedDepth; k++)
                {
                    row[k] = k < Depth ? FlushSubnormal(source[(output * outputStride) + (k * depthStride)]) : 0;
                }
            }

            return;
        }

        for (var panel = 0; panel < PanelCount; panel++)
        {
            PackPanel(source + (panel * PanelWidth * outputStride), outputStride, depthStride, Panel(panel), WidthOfPanel(panel),
                Outputs - (panel * PanelWidth));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackPanel(float* source, nint outputStride, nint depthStride, float* target, int width, int columns)
    {
        for (var k = 0; k < Depth; k++)
        {
            for (var n = 0; n < width; n++)
            {
                target[n] = n < columns ? FlushSubnormal(source[(n * outputStride) + (k * depthStride)]) : 0;
            }

            target += width;
        }
    }
}
