namespace Octavo.Operators;

/// <summary>Memory that a step may use while it runs; its contents are lost in between. Shared by all steps of a plan.</summary>
internal sealed unsafe class ScratchMemory(long sizeInBytes)
{
    public long SizeInBytes { get; } = sizeInBytes;

    /// <summary>Aligned to 64; given after all steps are prepared.</summary>
    public byte* Pointer { get; set; }

    public float* Floats => (float*)Pointer;
}
