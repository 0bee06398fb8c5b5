namespace Octavo.Kernels.Tests;

/// <summary>
/// Floats at which functions go wrong: zeros, limits, subnormals, ties, large angles; and random bit patterns of every magnitude.
/// </summary>
internal static class SpecialValues
{
    private static readonly float[] Fixed =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 0.49999997f, float.NaN, float.PositiveInfinity, float.NegativeInfinity,
        float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon, 1.17549435e-38f, -1.17549435e-38f, 88.72f, 88.73f, 89f, -87.4f,
            -103.9f, -104.1f,
        6f, -3f, 3f, 65535f, 65537f, 1e10f, -1e10f, 8388607.5f, 8388609f, 16777217f, 0.9f, 1.27f, 10f, 9.01f, MathF.PI, MathF.PI / 2,
            MathF.PI / 4,
    ];

    public static NativeArray<float> Array(int count, int seed)
    {
        var random = new Random(seed);
        var values = new NativeArray<float>(count);
        for (var i = 0; i < count; i++)
        {
            values.Span[i] = i < Fixed.Length ? Fixed[i]
                : i % 2 == 0 ? BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))
                : (random.NextSingle() - 0.5f) * 40f;
        }

        return values;
    }
}
