namespace Octavo.Kernels;

/// <summary>Normalizations of one row of channels.</summary>
internal static unsafe class FloatNormalization
{
    /// <summary>output = x / max(sqrt(sum of squares), 1e-6).</summary>
    public static void EuclideanRow(float* input, float* output, long count, KernelMode mode)
    {
        var sum = FloatFold.Run<SquareFunction, AddFunction>(default, default, 0f, input, count, mode);
        FloatUnary.Run(new DivideByFunction(MathF.Max(MathF.Sqrt(sum), 1e-6f)), input, output, count, mode);
    }

    /// <summary>
    /// row = (x - mean) / sqrt(variance + 1e-8) x weights + bias, in place; mean and variance over the row, by <see cref="FloatFold"/>,
    /// each divided by the count. Source: LiteRT tflite/kernels/internal/reference/portable_tensor_utils.cc, MeanStddevNormalization.
    /// </summary>
    public static void StandardRow(float* row, float* weights, float* bias, long count, KernelMode mode)
    {
        var mean = FloatFold.Run<IdentityFunction, AddFunction>(default, default, 0f, row, count, mode) / count;
        FloatBinary.Run(default(SubtractFunction), row, 1, &mean, 0, row, count, mode);
        var variance = FloatFold.Run<SquareFunction, AddFunction>(default, default, 0f, row, count, mode) / count;
        var factor = 1f / MathF.Sqrt(variance + 1e-8f);
        FloatBinary.Run(default(MultiplyFunction), row, 1, &factor, 0, row, count, mode);
        FloatBinary.Run(default(MultiplyFunction), row, 1, weights, 1, row, count, mode);
        FloatBinary.Run(default(AddFunction), row, 1, bias, 1, row, count, mode);
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
