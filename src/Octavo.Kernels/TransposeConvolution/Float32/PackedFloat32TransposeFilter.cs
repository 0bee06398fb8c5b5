namespace Octavo.Kernels;

/// <summary>The filter of a transpose convolution, packed for each phase of its strides.</summary>
public sealed class PackedFloat32TransposeFilter : IDisposable
{
    private readonly PackedFloat32Weights?[] phases;
    private readonly int strideWidth;

    /// <param name="filter">[outputChannels, filterHeight, filterWidth, inputChannels].</param>
    /// <param name="geometry">Its channels, filter sizes and strides are read.</param>
    /// <exception cref="ArgumentException">The number of weights isn't that of the filter.</exception>
    public PackedFloat32TransposeFilter(ReadOnlySpan<float> filter, in Convolution2DGeometry geometry)
    {
        var expected = checked(geometry.OutputChannels * geometry.FilterHeight * geometry.FilterWidth * geometry.InputChannels);
        if (filter.Length != expected)
        {
            throw new ArgumentException($"{expected} weights expected, {filter.Length} weights found.", nameof(filter));
        }

        strideWidth = geometry.StrideWidth;
        phases = new PackedFloat32Weights?[checked(geometry.StrideHeight * strideWidth)];
        for (var phase = 0; phase < phases.Length; phase++)
        {
            var (phaseY, phaseX) = (phase / strideWidth, phase % strideWidth);
            var depth = TransposePhases.Depth(geometry, phaseY, phaseX);
            phases[phase] = depth == 0
                ? null
                : PackedFloat32Weights.FromRows(TransposePhases.Weights(filter, geometry, phaseY, phaseX), geometry.OutputChannels, depth, SumOrder.InOrder);
        }
    }

    public long ByteCount => phases.Sum(phase => phase?.ByteCount ?? 0);

    public void Dispose()
    {
        foreach (var phase in phases)
        {
            phase?.Dispose();
        }
    }

    /// <summary>Null where no tap of the filter falls into the phase.</summary>
    internal PackedFloat32Weights? Phase(int y, int x) => phases[(y * strideWidth) + x];
}
