using System.Runtime.CompilerServices;

namespace Octavo.Kernels;

/// <summary>
/// Quantizes float rows on the fly, each with a scale of its own, as hybrid operators do. Symmetric: scale = largest magnitude / 127, codes
/// in [-127, 127], zero point 0. Asymmetric: scale = (maximum - minimum) / 255 in float32, the range widened to include 0; the zero point
/// comes from the end of the range with the smaller error, in double, ties to minimum + half away from zero; codes in [-128, 127]. Code =
/// clamp(round(value x (1 / scale)) + zeroPoint), where round adds or subtracts one half in float32 and cuts off, but is exact (half away
/// from zero) in the last count mod 8 values of a row. A row of zeros has scale 1 and zero point 0. NaN takes the lowest code and no part
/// in the range. Source: LiteRT tflite/kernels/internal/optimized/neon_tensor_utils.cc, NeonSymmetricQuantizeFloats and
/// NeonAsymmetricQuantizeFloats (used on x64 too), checked against recorded results.
/// </summary>
internal static unsafe partial class Int8RowQuantizer
{
    // Values below this count are not worth a second thread.
    private const int ValuesPerThread = 16_384;

    private const int MaximumChunks = 64;

    /// <summary>
    /// Quantizes [rowCount, rowLength] values to <paramref name="quantized"/> and each row's parameters to <paramref name="scales"/> and
    /// <paramref name="zeroPoints"/>.
    /// </summary>
    public static void Run(float* values, int rowCount, int rowLength, bool asymmetric, sbyte* quantized, float* scales, int* zeroPoints,
        WorkerPool pool, KernelMode mode) =>
        Run(values, rowCount, rowLength, asymmetric, quantized, scales, zeroPoints, pool, Choose(mode));

    internal static void Run(float* values, int rowCount, int rowLength, bool asymmetric, sbyte* quantized, float* scales, int* zeroPoints,
        WorkerPool pool, Int8RowQuantizerVariant variant)
    {
        var ranges = stackalloc float[2 * MaximumChunks];
        var chunks = Math.Clamp(rowLength / ValuesPerThread, 1, Math.Min(pool.ThreadCount, MaximumChunks));
        var work = new Chunk { Count = rowLength, Chunks = chunks, Ranges = ranges, Variant = variant, Asymmetric = asymmetric };
        for (var row = 0; row < rowCount; row++)
        {
            work.Values = values + ((nint)row * rowLength);
            work.Quantized = quantized + ((nint)row * rowLength);
            work.FindsRange = true;
            pool.Run(chunks, ref work);
            work.FindsRange = false;
            var (minimum, maximum) = (0f, 0f);
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                minimum = Math.Min(minimum, ranges[2 * chunk]);
                maximum = Math.Max(maximum, ranges[(2 * chunk) + 1]);
            }

            (scales[row], zeroPoints[row], work.Inverse) =
                asymmetric ? AsymmetricParameters(minimum, maximum) : SymmetricParameters(minimum, maximum);
            work.ZeroPoint = zeroPoints[row];
            pool.Run(chunks, ref work);
        }
    }

    internal static (float Scale, int ZeroPoint, float Inverse) SymmetricParameters(float minimum, float maximum)
    {
        var magnitude = Math.Max(-minimum, maximum);
        return magnitude == 0 ? (1, 0, 0) : (magnitude / 127f, 0, 127f / magnitude);
    }

    internal static (float Scale, int ZeroPoint, float Inverse) AsymmetricParameters(float minimum, float maximum)
    {
        if (minimum == maximum)
        {
            return (1, 0, 0);
        }

        var range = maximum - minimum;
        var scale = range / 255.0;
        var (low, high) = (minimum / scale, maximum / scale);
        var zeroPoint = 128 + Math.Abs(low) < 127 + Math.Abs(high) ? -128 - low : 127 - high;
        var code = zeroPoint <= -128 ? -128 : zeroPoint >= 127 ? 127 : (int)Math.Round(zeroPoint, MidpointRounding.AwayFromZero);
        var single = (float)scale;
        return (single, code, single == 0 ? 0 : 1 / single);
    }

    private struct Chunk : IParallelWork
    {
        public float* Values;
        public sbyte* Quantized;
        public int Count;
        public int Chunks;
        public float* Ranges;
        public Int8RowQuantizerVariant Variant;
        public bool Asymmetric;
        public bool FindsRange;
        public float Inverse;
        public int ZeroPoint;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int task, int worker)
        {
            var start = Start(task);
            var end = Start(task + 1);
            if (FindsRange)
            {
                Variant.FindRange(Values + start, end - start, Ranges + (2 * task));
                return;
            }

            // Codes are clamped before the zero point is added: to what is left of the range.
            var minimum = (Asymmetric ? -128 : -127) - ZeroPoint;
            var maximum = 127 - ZeroPoint;
            var body = Math.Min(end, Count / 8 * 8);
            if (body > start)
            {
                Variant.Quantize(Values + start, body - start, Inverse, minimum, maximum, ZeroPoint, Quantized + start);
            }

            for (var i = Math.Max(body, start); i < end; i++)
            {
                Quantized[i] = QuantizeExactly(Values[i] * Inverse, minimum, maximum, ZeroPoint);
            }
        }

        private readonly int Start(int chunk) => chunk == Chunks ? Count : (int)((long)Count * chunk / Chunks / 64 * 64);

        private static sbyte QuantizeExactly(float value, float minimum, float maximum, int zeroPoint)
        {
            var rounded = MathF.Round(value, MidpointRounding.AwayFromZero);
            rounded = rounded > minimum ? rounded : minimum;
            return (sbyte)((int)(rounded < maximum ? rounded : maximum) + zeroPoint);
        }
    }
}
