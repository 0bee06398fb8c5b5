using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The 8-bit filter of a transpose convolution, packed for each phase of its strides.</summary>
internal sealed class PackedInt8TransposeFilter : IDisposable
{
    private readonly PackedInt8Weights?[] phases;
    private readonly Convolution2DGeometry geometry;
    private readonly sbyte[] phaseWeights;

    /// <summary>A filter that <see cref="Pack"/> fills, as often as the weights change.</summary>
    /// <param name="geometry">Its channels, filter sizes and strides are read.</param>
    public PackedInt8TransposeFilter(in Convolution2DGeometry geometry)
    {
        this.geometry = geometry;
        phases = new PackedInt8Weights?[checked(geometry.StrideHeight * geometry.StrideWidth)];
        for (var phase = 0; phase < phases.Length; phase++)
        {
            var depth = TransposePhases.Depth(geometry, phase / geometry.StrideWidth, phase % geometry.StrideWidth);
            phases[phase] = depth == 0 ? null : new PackedInt8Weights(geometry.OutputChannels, depth);
        }

        phaseWeights = new sbyte[checked(geometry.OutputChannels * TransposePhases.LargestDepth(geometry))];
    }

    /// <summary>Replaces the weights. Allocates nothing.</summary>
    /// <param name="filter">[outputChannels, filterHeight, filterWidth, inputChannels], symmetric.</param>
    /// <param name="scales">One, or one for each output channel.</param>
    /// <exception cref="ArgumentException">A count is wrong.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(ReadOnlySpan<sbyte> filter, ReadOnlySpan<float> scales)
    {
        var expected = checked(geometry.OutputChannels * geometry.FilterHeight * geometry.FilterWidth * geometry.InputChannels);
        if (filter.Length != expected)
        {
            throw new ArgumentException($"{expected} weights expected, {filter.Length} weights found.", nameof(filter));
        }

        for (var phase = 0; phase < phases.Length; phase++)
        {
            if (phases[phase] is { } packed)
            {
                TransposePhases.Weights(filter, geometry, phase / geometry.StrideWidth, phase % geometry.StrideWidth, phaseWeights);
                packed.PackRows(phaseWeights.AsSpan(0, packed.Outputs * packed.Depth), scales);
            }
        }
    }

    public void Dispose()
    {
        foreach (var phase in phases)
        {
            phase?.Dispose();
        }
    }

    /// <summary>Null where no tap of the filter falls into the phase.</summary>
    internal PackedInt8Weights? Phase(int y, int x) => phases[(y * geometry.StrideWidth) + x];
}
