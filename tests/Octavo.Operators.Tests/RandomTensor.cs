using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Tensors that are the same in every run.</summary>
internal static class RandomTensor
{
    /// <summary>Floats in [-2, 2).</summary>
    public static Tensor Floats(int seed, params int[] sizes)
    {
        var random = new Random(seed);
        var shape = new Shape(sizes);
        return Tensor.From<float>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (random.NextSingle() * 4) - 2)]);
    }

    /// <summary>Signed bytes in [-127, 127].</summary>
    public static Tensor Bytes(int seed, params int[] sizes)
    {
        var random = new Random(seed);
        var shape = new Shape(sizes);
        return Tensor.From<sbyte>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (sbyte)random.Next(-127, 128))]);
    }
}
