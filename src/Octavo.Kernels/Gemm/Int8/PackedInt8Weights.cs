using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// The right-hand matrix of a product of 8-bit integers, packed once, with the scale of each column and the sum of each column's weights.
/// Panels of 32 columns (the last one 16 wide where that suffices), each [fours of depth, width, 4]; what lies past the end is zero.
/// </summary>
internal sealed unsafe class PackedInt8Weights : IDisposable
{
    public const int PanelWidth = 32;

    private readonly AlignedMemory memory;
    private readonly long weightBytes;
    private readonly int paddedOutputs;

    /// <summary>Memory for weights that <see cref="PackRows"/> or <see cref="PackColumns"/> fill, as often as they change.</summary>
    /// <param name="outputs">At least 1.</param>
    /// <param name="depth">At least 0.</param>
    /// <param name="groups">At least 1.</param>
    public PackedInt8Weights(int outputs, int depth, int groups = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        Outputs = outputs;
        Depth = depth;
        Groups = groups;
        PaddedDepth = checked((depth + 3) / 4 * 4);
        paddedOutputs = checked((outputs + 15) / 16 * 16);
        weightBytes = (long)paddedOutputs * PaddedDepth;
        memory = new AlignedMemory(checked((weightBytes + (paddedOutputs * (sizeof(float) + sizeof(int)))) * groups));
    }

    /// <summary>Columns n of each group's product.</summary>
    public int Outputs { get; }

    /// <summary>Length k of each sum.</summary>
    public int Depth { get; }

    public int Groups { get; }

    public long ByteCount => memory.ByteCount;

    internal int PaddedDepth { get; }

    internal int PanelCount => (Outputs + PanelWidth - 1) / PanelWidth;

    /// <summary>Packs rows of weights, TFLite's layout [groups, outputs, depth].</summary>
    /// <param name="weights">Symmetric (zero point 0), in [-128, 127].</param>
    /// <param name="scales">One, or one for each output of each group.</param>
    /// <exception cref="ArgumentException">A count is wrong.</exception>
    public static PackedInt8Weights FromRows(ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> scales, int outputs, int depth,
        int groups = 1)
    {
        var packed = new PackedInt8Weights(outputs, depth, groups);
        packed.PackRows(weights, scales);
        return packed;
    }

    /// <summary>Packs columns of weights, layout [groups, depth, outputs]; otherwise as <see cref="FromRows"/>.</summary>
    /// <exception cref="ArgumentException">A count is wrong.</exception>
    public static PackedInt8Weights FromColumns(ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> scales, int outputs, int depth,
        int groups = 1)
    {
        var packed = new PackedInt8Weights(outputs, depth, groups);
        packed.PackColumns(weights, scales);
        return packed;
    }

    /// <summary>Replaces the weights by rows, as <see cref="FromRows"/> takes them. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">A count is wrong.</exception>
    public void PackRows(ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> scales) => Pack(weights, scales, Depth, 1);

    /// <summary>Replaces the weights by columns, as <see cref="FromColumns"/> takes them. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">A count is wrong.</exception>
    public void PackColumns(ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> scales) => Pack(weights, scales, 1, Outputs);

    public void Dispose() => memory.Dispose();

    /// <summary>The scale of each output of a group.</summary>
    internal float* Scales(int group) => (float*)(memory.Pointer + (weightBytes * Groups)) + (group * paddedOutputs);

    /// <summary>The sum of the weights of each output of a group.</summary>
    internal int* Sums(int group) => (int*)Scales(Groups) + (group * paddedOutputs);

    internal int WidthOfPanel(int panel) => Outputs - (panel * PanelWidth) <= PanelWidth / 2 ? PanelWidth / 2 : PanelWidth;

    internal sbyte* Panel(int group, int panel) =>
        (sbyte*)memory.Pointer + (group * weightBytes) + ((nint)panel * PanelWidth * PaddedDepth);

    private void Pack(ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> scales, int outputStride, int depthStride)
    {
        var count = checked(Outputs * Depth);
        if (weights.Length != checked(count * Groups))
        {
            throw new ArgumentException($"{Groups} groups of {Outputs} x {Depth} weights expected, {weights.Length} weights found.",
                nameof(weights));
        }

        if (scales.Length != 1 && scales.Length != checked(Outputs * Groups))
        {
            throw new ArgumentException($"1 or {Outputs * Groups} scales expected, {scales.Length} found.", nameof(scales));
        }

        for (var group = 0; group < Groups; group++)
        {
            for (var n = 0; n < Outputs; n++)
            {
                Scales(group)[n] = scales.Length == 1 ? scales[0] : scales[(group * Outputs) + n];
                PackOutput(group, n, weights.Slice(group * count, count)[(n * outputStride)..], depthStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackOutput(int group, int output, ReadOnlySpan<sbyte> weights, int depthStride)
    {
        var panel = output / PanelWidth;
        var target = Panel(group, panel) + (output % PanelWidth * 4);
        var step = WidthOfPanel(panel) * 4;
        var sum = 0;
        for (var k = 0; k < Depth; k++)
        {
            var weight = weights[k * depthStride];
            target[((nint)(k / 4) * step) + (k % 4)] = weight;
            sum += weight;
        }

        Sums(group)[output] = sum;
    }
}
