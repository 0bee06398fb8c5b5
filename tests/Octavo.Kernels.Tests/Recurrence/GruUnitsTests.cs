namespace Octavo.Kernels.Tests;

public sealed unsafe class GruUnitsTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(15, false)]
    [InlineData(16, true)]
    [InlineData(45, true)]
    [InlineData(45, false)]
    public void Every_form_gives_the_bits_of_the_scalar_one(int units, bool hasInput)
    {
        var input = RandomValues.Floats(3L * units, 1, 4);
        var state = RandomValues.Floats(units, 3);
        var results = new List<(float[] Sums, float[] State)>();
        foreach (var mode in new[] { KernelMode.Reference, KernelMode.Fastest })
        {
            var sums = RandomValues.Floats(3L * units, 2, 4);
            var next = new NativeArray<float>(units);
            state.Span.CopyTo(next.Span);
            GruUnits.Gates(hasInput ? input.Pointer : null, sums.Pointer, sums.Pointer + (2 * units), units, sums.Pointer + units, mode);
            GruUnits.Blend(default(HyperbolicTangentFunction), hasInput ? input.Pointer + (2 * units) : null, sums.Pointer + units,
                sums.Pointer, next.Pointer, units, mode);
            results.Add((sums.ToArray(), next.ToArray()));
        }

        FloatAssert.SameBits(results[0].Sums, results[1].Sums, "gates");
        FloatAssert.SameBits(results[0].State, results[1].State, "states");
    }
}
