namespace Octavo.Kernels;

/// <summary>
/// Matrix products of float rows, quantized one by one (<see cref="Int8RowQuantizer"/>), and 8-bit weights:
/// output[m, n] = clamp((sum over k of (code - zeroPoint) x weight) x (inputScale x weightScale) + bias[n]), the sum exact, one rounding an
/// operation. Output must not overlap an input. Source: LiteRT tflite/kernels/fully_connected.cc, EvalHybrid; batch_matmul.cc, EvalHybrid.
/// </summary>
internal static unsafe class HybridGemm
{
    /// <summary>Bytes of scratch memory that a product needs, aligned to 64.</summary>
    public static long ScratchBytes(int rows, int depth, int threadCount) =>
        QuantizedInputs.Bytes(rows, depth) + Math.Max(Int8Gemm.ScratchBytes(depth, threadCount), Int8MatrixVector.ScratchBytes(depth));

    /// <summary>Runs the product of one group of the weights.</summary>
    /// <param name="left">[rows, depth].</param>
    /// <param name="bias">[outputs], or null.</param>
    /// <param name="output">[rows, outputs].</param>
    /// <param name="asymmetric">Whether rows are quantized with a zero point.</param>
    public static void Run(
        float* left, int rows, PackedInt8Weights weights, int group, float* bias, float* output, ActivationRange range, bool asymmetric,
        byte* scratch, WorkerPool pool, KernelMode mode)
    {
        var epilogue = new HybridEpilogue { Bias = bias, Output = output, OutputStride = weights.Outputs, Range = range };
        Run(left, rows, weights, group, ref epilogue, asymmetric, scratch, pool, mode);
    }

    /// <summary>
    /// Adds the product to what the output holds: output[m, n] += (sum over k of (code - zeroPoint) x weight) x (inputScale x weightScale).
    /// </summary>
    /// <param name="left">[rows, depth].</param>
    /// <param name="output">[rows, outputs].</param>
    /// <param name="asymmetric">Whether rows are quantized with a zero point.</param>
    public static void Add(float* left, int rows, PackedInt8Weights weights, int group, float* output, bool asymmetric, byte* scratch,
        WorkerPool pool, KernelMode mode)
    {
        var epilogue =
            new HybridEpilogue { Output = output, OutputStride = weights.Outputs, Range = ActivationRange.None, Accumulates = true };
        Run(left, rows, weights, group, ref epilogue, asymmetric, scratch, pool, mode);
    }

    private static void Run(
        float* left, int rows, PackedInt8Weights weights, int group, ref HybridEpilogue epilogue, bool asymmetric, byte* scratch,
        WorkerPool pool, KernelMode mode)
    {
        var inputs = QuantizedInputs.From(left, rows, weights.Depth, asymmetric, scratch, pool, mode);
        epilogue.InputScales = inputs.Scales;
        epilogue.ZeroPoints = inputs.ZeroPoints;
        epilogue.RowsPerInput = 1;
        epilogue.WeightScales = weights.Scales(group);
        epilogue.WeightSums = weights.Sums(group);
        epilogue.Scaling = HybridScaling.Combined;
        epilogue.Mode = mode;
        if (rows == 1)
        {
            Int8MatrixVector.Run(inputs.Codes, weights, group, ref epilogue, inputs.Rest, pool, mode);
            return;
        }

        var source = new Rows(inputs.Codes, weights.Depth);
        Int8Gemm.Run(ref source, rows, weights, group, ref epilogue, inputs.Rest, pool, mode);
    }

    private readonly struct Rows(sbyte* codes, int depth) : IInt8RowSource
    {
        public sbyte* Row(int row, sbyte* buffer) => codes + ((nint)row * depth);
    }
}
