using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>Computes constants one after another in the memory of the largest.</summary>
internal static class ConstantReading
{
    /// <summary>Bytes of computed tensors that may wait for the collector.</summary>
    private const long LargestLitter = 32L << 20;

    [ThreadStatic]
    private static long litter;

    /// <exception cref="InvalidOperationException">The constant cannot be computed: a bug of what declared it.</exception>
    public static Tensor Evaluate(Constant constant)
    {
        if (constant.IsFree)
        {
            return constant.Evaluate();
        }

        var size = constant.ElementType == ElementType.String ? 0 : constant.SizeInBytes;
        if (litter != 0 && litter + size > LargestLitter)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            litter = 0;
        }

        litter += size;
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
