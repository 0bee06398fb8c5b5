namespace Octavo.Graphs;

/// <summary>
/// Quantization that one scale list cannot express. A file format keeps its own form in a derived record; graphs only carry it along with
/// the values that it names.
/// </summary>
internal abstract record QuantizationDetail
{
    /// <summary>Values that hold scales and zero points; they live as long as the value that they describe.</summary>
    public abstract IReadOnlyList<Value> Operands { get; }

    /// <summary>The same detail of other values, as many as before.</summary>
    public abstract QuantizationDetail WithOperands(IReadOnlyList<Value> operands);

    /// <summary>The detail as scales of blocks; null where it is something else.</summary>
    public virtual BlockScales? Blocks => null;
}
