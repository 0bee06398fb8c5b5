using System.Numerics;

namespace Octavo.Quantization;

/// <summary>How values become codes, before codes are cut to their range: the scalar definition, and the same bits for a vector.</summary>
internal interface ICodeArithmetic
{
    static abstract double Code(float value, CodeScale scale);

    /// <returns>Whole numbers, or not numbers, as floats; exact where they lie within ±2^24.</returns>
    static abstract Vector<float> Codes(Vector<float> values, CodeScale scale);
}
