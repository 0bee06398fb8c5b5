namespace Octavo.Evaluation;

/// <summary>How far a float output may be from a recorded one; integers, booleans and strings must be equal.</summary>
internal enum ReplayTolerance
{
    /// <summary>Bit for bit; any NaN matches any NaN.</summary>
    Exact,

    /// <summary>One float operator: 2e-5 of the largest, 2e-5 of the element, and 1e-7.</summary>
    FloatOperator,

    /// <summary>
    /// One operation of TensorFlow as TFLite's operators: as <see cref="FloatOperator"/>, for float64 and complex numbers too; float16 by
    /// 2^-9 of the largest, since TensorFlow rounds to it after each step of a sum. An infinity may be the largest finite float32, which is
    /// what TFLite's ADD, SUB, MUL and DIV make of it.
    /// </summary>
    ConvertedOperator,

    /// <summary>One operator that quantizes its input as it runs: a rounding tie moves a whole 8-bit step, 2e-2 of the largest.</summary>
    HybridOperator,

    /// <summary>A whole float model: 2e-4 of the largest.</summary>
    FloatModel,

    /// <summary>A whole hybrid model: 30 dB of signal to noise.</summary>
    HybridModel,
}
