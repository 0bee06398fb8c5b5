namespace Octavo.Kernels;

/// <summary>Normalizations of one row of channels.</summary>
public static unsafe class FloatNormalization
{
    /// <summary>output = x / max(sqrt(sum of squares), 1e-6).</summary>
    public static void EuclideanRow(float* input, float* output, long count, KernelMode mode)
    {
        var sum = FloatFold.Run<SquareFunction, AddFunction>(default, default, 0f, input, count, mode);
        FloatUnary.Run(new DivideByFunction(MathF.Max(MathF.Sqrt(sum), 1e-6f)), input, output, count, mode);
    }

    /// <summary>
    /// output = x (bias + alpha sum)^-beta, the sum over squares of channels c - radius to c + radius - 1 that exist, in order.
    /// Source: LiteRT's reference kernel, as recorded: channel c + radius is not in the window (reference/kernel-arithmetic.md).
    /// </summary>
    public static void LocalResponseRow(float* input, float* output, long count, long radius, float bias, float alpha, float beta)
    {
        for (long channel = 0; channel < count; channel++)
        {
            var sum = 0f;
            var end = Math.Min(count, channel + radius);
            for (var neighbour = Math.Max(0, channel - radius); neighbour < end; neighbour++)
            {
                sum += input[neighbour] * input[neighbour];
            }

            output[channel] = input[channel] * DoublePrecision.Power(bias + (alpha * sum), -beta);
        }
    }
}
