namespace Octavo.Quantization;

/// <summary>The arguments of an algorithm; each takes those that concern it.</summary>
internal sealed record AlgorithmConfiguration
{
    public const int DefaultMinWeightElements = 1024;

    /// <summary>The name of the solver for weights that a DEQUANTIZE reads, or that are looked up.</summary>
    public string Solver { get; init; } = "symmetric-int8";

    /// <summary>The name of the solver for weights that a hybrid kernel computes with.</summary>
    public string HybridSolver { get; init; } = "symmetric-int8";

    /// <summary>How many bits a code has.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>
    /// How many neighbours share a scale; null where tensors or channels do. Constants whose readers take no such scales stay float.
    /// </summary>
    public int? BlockSize { get; init; }

    /// <summary>One scale for each tensor, also where one for each channel is possible.</summary>
    public bool PerTensor { get; init; }

    /// <summary>Constants with fewer elements stay float.</summary>
    public int MinWeightElements { get; init; } = DefaultMinWeightElements;

    /// <summary>Whether hybrid kernels quantize activations with a zero point, where the operator's file form says so.</summary>
    public bool AsymmetricInputs { get; init; } = true;

    /// <summary>Signed codes of so many bits, fewer than 8.</summary>
    public static AlgorithmConfiguration OfBits(int bits) =>
        new() { Solver = WeightSolvers.FewBits, HybridSolver = WeightSolvers.FewBits, Bits = bits };

    /// <summary>The same, but for what the user changes about every rule.</summary>
    public AlgorithmConfiguration With(WeightQuantizationOptions options) =>
        this with { PerTensor = PerTensor || options.PerTensor, MinWeightElements = options.MinWeightElements ?? MinWeightElements };
}
