namespace Octavo.TensorFlow;

/// <summary>Bounds on what a model may ask for; a model beyond one of them is refused with an error that names it.</summary>
internal sealed record ReaderLimits
{
    public static ReaderLimits Default { get; } = new();

    /// <summary>Nodes of one graph after its functions are inlined.</summary>
    public int MaximumNodes { get; init; } = 1_000_000;

    /// <summary>Tensors that one node gives or takes where an attribute counts them; a file of a few bytes can claim any number.</summary>
    public int MaximumPorts { get; init; } = 1 << 16;

    /// <summary>Tensors that all nodes give beyond one each.</summary>
    public int MaximumFurtherOutputs { get; init; } = 1 << 18;

    /// <summary>
    /// Outputs of a graph that names none, beyond one for each node that gives any: a number of parts in a file of a few bytes would make
    /// as many operators.
    /// </summary>
    public int MaximumDefaultOutputs { get; init; } = 1024;

    /// <summary>Functions that call each other, one inside the other.</summary>
    public int MaximumCallDepth { get; init; } = 100;

    /// <summary>Bytes of a constant that the file writes shorter than it is (one value repeated).</summary>
    public long MaximumExpandedConstantBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of one block of a variables.index, after it is decompressed.</summary>
    public int MaximumIndexBlockBytes { get; init; } = 64 << 20;

    /// <summary>Axes of a tensor.</summary>
    public int MaximumRank { get; init; } = 64;
}
