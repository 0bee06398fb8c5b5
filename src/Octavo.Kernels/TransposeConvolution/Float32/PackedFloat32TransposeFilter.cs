using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>The filter of a transpose convolution, packed for each phase of its strides.</summary>
internal sealed unsafe class PackedFloat32TransposeFilter : IDisposable
{
    private readonly PackedFloat32Weights?[] phases;
    private readonly Convolution2DGeometry geometry;
    private float[]? phaseWeights;

    /// <summary>A filter that <see cref="Pack"/> fills, as often as the weights change.</summary>
    /// <param name="geometry">Its channels, filter sizes and strides are read.</param>
    public PackedFloat32TransposeFilter(in Convolution2DGeometry geometry)
    {
        this.geometry = geometry;
        phases = new PackedFloat32Weights?[checked(geometry.StrideHeight * geometry.StrideWidth)];
        for (var phase = 0; phase < phases.Length; phase++)
        {
            var depth = TransposePhases.Depth(geometry, phase / geometry.StrideWidth, phase % geometry.StrideWidth);
            phases[phase] = depth == 0 ? null : new PackedFloat32Weights(geometry.OutputChannels, depth, SumOrder.InOrder);
        }

        phaseWeights = new float[checked(geometry.OutputChannels * TransposePhases.LargestDepth(geometry))];
    }

    /// <param name="filter">[outputChannels, filterHeight, filterWidth, inputChannels].</param>
    /// <param name="geometry">Its channels, filter sizes and strides are read.</param>
    /// <exception cref="ArgumentException">The number of weights isn't that of the filter.</exception>
    public PackedFloat32TransposeFilter(ReadOnlySpan<float> filter, in Convolution2DGeometry geometry)
        : this(geometry)
    {
        Pack(filter);
        phaseWeights = null;
    }

    public long ByteCount => phases.Sum(phase => phase?.ByteCount ?? 0);

    /// <summary>Replaces the weights; allocates nothing where the filter was made to be filled.</summary>
    /// <param name="filter">[outputChannels, filterHeight, filterWidth, inputChannels].</param>
    /// <exception cref="ArgumentException">The number of weights isn't that of the filter.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(ReadOnlySpan<float> filter)
    {
        var expected = checked(geometry.OutputChannels * geometry.FilterHeight * geometry.FilterWidth * geometry.InputChannels);
        if (filter.Length != expected)
        {
            throw new ArgumentException($"{expected} weights expected, {filter.Length} weights found.", nameof(filter));
        }

        phaseWeights ??= new float[checked(geometry.OutputChannels * TransposePhases.LargestDepth(geometry))];
        for (var phase = 0; phase < phases.Length; phase++)
        {
            if (phases[phase] is { } packed)
            {
                TransposePhases.Weights(filter, geometry, phase / geometry.StrideWidth, phase % geometry.StrideWidth, phaseWeights);
                fixed (float* weights = phaseWeights)
                {
                    packed.Group(0).PackRows(weights, packed.Depth);
                }
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
    internal PackedFloat32Weights? Phase(int y, int x) => phases[(y * geometry.StrideWidth) + x];
}
