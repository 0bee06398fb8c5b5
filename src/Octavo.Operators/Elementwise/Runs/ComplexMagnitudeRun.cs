namespace Octavo.Operators;

/// <summary>
/// The magnitudes of complex64 elements; squares and their sum are exact or rounded once in float64, which holds them all.
/// </summary>
internal readonly unsafe struct ComplexMagnitudeRun : IFlatRun
{
    public void Run(void* source, void* destination, long offset, long count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            double real = ((float*)source)[2 * i];
            double imaginary = ((float*)source)[(2 * i) + 1];
            ((float*)destination)[i] = double.IsInfinity(real) || double.IsInfinity(imaginary)
                ? float.PositiveInfinity
                : (float)Math.Sqrt((real * real) + (imaginary * imaginary));
        }
    }
}
