namespace Octavo.Operators;

/// <summary>The product of complex64 elements, each a real and an imaginary float32.</summary>
internal readonly unsafe struct ComplexMultiplyRun : IBroadcastRun
{
    public void Run(
        void* left, long leftOffset, int leftStep, void* right, long rightOffset, int rightStep, void* output, long outputOffset,
        long count)
    {
        var product = (float*)output + (2 * outputOffset);
        for (long i = 0; i < count; i++)
        {
            var a = (float*)left + (2 * (leftOffset + (i * leftStep)));
            var b = (float*)right + (2 * (rightOffset + (i * rightStep)));
            var (real, imaginary) = ((a[0] * b[0]) - (a[1] * b[1]), (a[0] * b[1]) + (a[1] * b[0]));
            product[2 * i] = real;
            product[(2 * i) + 1] = imaginary;
        }
    }
}
