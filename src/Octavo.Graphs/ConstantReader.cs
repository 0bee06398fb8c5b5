using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>
/// Computes constants one after another in the memory of the largest, by collecting what earlier ones left before it grows.
/// </summary>
internal sealed class ConstantReader
{
    /// <summary>Bytes that may be left to collect when a constant is computed.</summary>
    private const long LargestLitter = 32 << 20;

    private long collected = GC.GetTotalAllocatedBytes();

    /// <exception cref="InvalidOperationException">The constant cannot be computed: a bug of what declared it.</exception>
    public Tensor Evaluate(Constant constant)
    {
        if (constant.IsFree)
        {
            return constant.Evaluate();
        }

        if (GC.GetTotalAllocatedBytes() - collected > LargestLitter)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
            collected = GC.GetTotalAllocatedBytes();
        }

        try
        {
            return constant.Evaluate();
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new InvalidOperationException($"Constant '{constant.Origin}' cannot be computed: {error.Message}", error);
        }
    }
}
