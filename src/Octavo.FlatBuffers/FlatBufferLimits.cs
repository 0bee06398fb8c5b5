namespace Octavo.FlatBuffers;

/// <summary>
/// What reading one FlatBuffer may cost at most. Tables and vectors may be referred to more than once, so a small file can describe
/// an enormous object; these limits bound time and memory for any input.
/// </summary>
internal sealed record FlatBufferLimits
{
    public static FlatBufferLimits Default { get; } = new();

    /// <summary>Tables below one another; the root has depth 1.</summary>
    public int MaximumDepth { get; init; } = 64;

    /// <summary>Tables visited, each as often as it is referred to.</summary>
    public int MaximumTables { get; init; } = 1_000_000;

    /// <summary>
    /// Bytes of strings and vectors copied, each as often as it is referred to: this many, and <see cref="CopiedBytesPerByte"/> for each
    /// byte of the file.
    /// </summary>
    public long CopiedBytesAllowance { get; init; } = 32L << 20;

    /// <inheritdoc cref="CopiedBytesAllowance"/>
    public int CopiedBytesPerByte { get; init; } = 4;
}
