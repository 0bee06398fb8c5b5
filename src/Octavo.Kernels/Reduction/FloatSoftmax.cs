namespace Octavo.Kernels;

/// <summary>Softmax and its logarithm over one row; sums are folds (<see cref="FloatFold"/>).</summary>
internal static unsafe class FloatSoftmax
{
    /// <summary>output = e^(beta (x - max)) / sum of these. Output may be the input.</summary>
    public static void Row(float* input, float* output, long count, float beta, KernelMode mode)
    {
        FloatUnary.Run(new SoftmaxTermFunction(Largest(input, count, mode), beta), input, output, count, mode);
        var sum = FloatFold.Run(default(IdentityFunction), default(AddFunction), 0f, output, count, mode);
        FloatUnary.Run(new DivideByFunction(sum), output, output, count, mode);
    }

    /// <summary>output = x - max - ln(sum of e^(x - max)). Output must not be the input.</summary>
    public static void LogarithmRow(float* input, float* output, long count, KernelMode mode)
    {
        var largest = Largest(input, count, mode);
        FloatUnary.Run(new SoftmaxTermFunction(largest, 1f), input, output, count, mode);
        var sum = FloatFold.Run(default(IdentityFunction), default(AddFunction), 0f, output, count, mode);
        FloatUnary.Run(new ShiftFunction(largest, Logarithm.Log(new Lanes1(sum)).Value), input, output, count, mode);
    }

    private static float Largest(float* input, long count, KernelMode mode) =>
        FloatFold.Run(default(IdentityFunction), default(MaximumFunction), float.MinValue, input, count, mode);
}
