namespace Octavo.Kernels.Tests;

/// <summary>Reproducible inputs.</summary>
internal static unsafe class RandomValues
{
    public static NativeArray<float> Floats(long count, int seed, float magnitude = 1)
    {
        var random = new Random(seed);
        var values = new NativeArray<float>(count);
        foreach (ref var value in values.Span)
        {
            value = ((random.NextSingle() * 2) - 1) * magnitude;
        }

        return values;
    }

    public static NativeArray<sbyte> Bytes(long count, int seed)
    {
        var random = new Random(seed);
        var values = new NativeArray<sbyte>(count);
        foreach (ref var value in values.Span)
        {
            value = (sbyte)random.Next(-127, 128);
        }

        return values;
    }
}
