using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>The algorithms that there are.</summary>
internal static class QuantizationAlgorithms
{
    public static IFormAlgorithm DynamicRange { get; } = new DynamicRangeAlgorithm();

    public static IFormAlgorithm Float16 { get; } = new Float16Algorithm();

    public static IFormAlgorithm KeepFloat { get; } = new KeepFloatAlgorithm();

    public static IPreparation SplitInputWeights { get; } = new SplitInputWeightsAlgorithm();

    public static IFormAlgorithm WeightOnly { get; } = new WeightOnlyAlgorithm();

    /// <summary>Sorted by name.</summary>
    public static IReadOnlyList<IQuantizationAlgorithm> All { get; } = [DynamicRange, Float16, KeepFloat, SplitInputWeights, WeightOnly];

    /// <summary>The preparation of that name.</summary>
    /// <exception cref="OctavoException">There is none (kind InvalidData).</exception>
    public static IPreparation FindPreparation(string name, string where) =>
        All.OfType<IPreparation>().FirstOrDefault(algorithm => algorithm.Name == name)
        ?? throw new OctavoException(
            ErrorKind.InvalidData, $"No algorithm '{name}' prepares nodes.", where,
            string.Join(", ", All.OfType<IPreparation>().Select(algorithm => algorithm.Name)), name);
}
