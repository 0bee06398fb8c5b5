using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// The right-hand matrix of a product, packed once, subnormal values replaced by zero. A matrix of several groups (grouped convolutions, a
/// batch of matrices) holds them one after another. Contents must not change while a kernel runs.
/// </summary>
internal sealed unsafe class PackedFloat32Weights : IDisposable
{
    private readonly AlignedMemory memory;

    /// <param name="outputs">Columns n of each group's product, at least 1.</param>
    /// <param name="depth">Length k of each sum, at least 0.</param>
    /// <param name="order">How sums run, which decides the layout.</param>
    /// <param name="groups">At least 1.</param>
    public PackedFloat32Weights(int outputs, int depth, SumOrder order, int groups = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        Outputs = outputs;
        Depth = depth;
        Order = order;
        Groups = groups;
        memory = new AlignedMemory(checked(FloatsPerGroup * groups * sizeof(float)));
    }

    public int Outputs { get; }

    public int Depth { get; }

    public SumOrder Order { get; }

    public int Groups { get; }

    public long ByteCount => memory.ByteCount;

    private long FloatsPerGroup => Float32Weights.FloatCount(Outputs, Depth, Order);

    /// <summary>Packs rows of weights, TFLite's layout [groups, outputs, depth].</summary>
    /// <exception cref="ArgumentException">The number of weights is not groups x outputs x depth.</exception>
    public static PackedFloat32Weights FromRows(ReadOnlySpan<float> weights, int outputs, int depth, SumOrder order, int groups = 1) =>
        From(weights, outputs, depth, order, groups, transposed: false);

    /// <summary>Packs columns of weights, layout [groups, depth, outputs].</summary>
    /// <exception cref="ArgumentException">The number of weights is not groups x outputs x depth.</exception>
    public static PackedFloat32Weights FromColumns(ReadOnlySpan<float> weights, int outputs, int depth, SumOrder order, int groups = 1) =>
        From(weights, outputs, depth, order, groups, transposed: true);

    /// <summary>The packed matrix of one group; valid while this object lives.</summary>
    public Float32Weights Group(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Groups);
        return new Float32Weights((float*)memory.Pointer + (index * FloatsPerGroup), Outputs, Depth, Order);
    }

    public void Dispose() => memory.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static PackedFloat32Weights From(ReadOnlySpan<float> weights, int outputs, int depth, SumOrder order, int groups,
        bool transposed)
    {
        var packed = new PackedFloat32Weights(outputs, depth, order, groups);
        var count = checked((int)((long)outputs * depth));
        if (weights.Length != checked(count * groups))
        {
            packed.Dispose();
            throw new ArgumentException($"{groups} groups of {outputs} x {depth} weights expected, {weights.Length} weights found.",
                nameof(weights));
        }

        for (var group = 0; group < groups; group++)
        {
            fixed (float* source = weights.Slice(group * count, count))
            {
                if (transposed)
                {
                    packed.Group(group).PackColumns(source, outputs);
                }
                else
                {
                    packed.Group(group).PackRows(source, depth);
                }
            }
        }

        return packed;
    }
}
