namespace Octavo.Kernels.Tests;

public sealed unsafe class LstmUnitsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(45)]
    public void Every_form_gives_the_bits_of_the_scalar_one(int count)
    {
        foreach (var (coupled, clip) in new[] { (false, 0f), (true, 0.3f) })
        {
            var expected = Run<HyperbolicTangentFunction>(count, coupled, clip, KernelMode.Reference);
            FloatAssert.SameBits(expected, Run<HyperbolicTangentFunction>(count, coupled, clip, KernelMode.Fastest),
                $"{count}, coupled {coupled}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(45)]
    public void Every_width_gives_the_bits_of_the_scalar_one(int count)
    {
        var expected = Width<Lanes1>(count);
        FloatAssert.SameBits(expected, Width<Lanes4>(count), "4 lanes");
        FloatAssert.SameBits(expected, Width<Lanes8>(count), "8 lanes");
        FloatAssert.SameBits(expected, Width<Lanes16>(count), "16 lanes");
    }

    [Fact]
    public void States_that_are_subnormal_become_zero()
    {
        var cell = RandomValues.Floats(20, 1);
        cell.Span.Fill(1.2e-38f);
        var gates = new NativeArray<float>(60);
        LstmUnits.UpdateCell(default(IdentityFunction), gates.Pointer, gates.Pointer + 20, gates.Pointer + 40, cell.Pointer, 20, 0,
            KernelMode.Fastest);
        Assert.All(cell.ToArray(), value => Assert.Equal(0, BitConverter.SingleToInt32Bits(value)));
    }

    private static float[] Run<TActivation>(int count, bool isCoupled, float clip, KernelMode mode)
        where TActivation : struct, IFloatUnary
    {
        var gates = RandomValues.Floats(4L * count, 1, 9);
        var cell = RandomValues.Floats(count, 2, 2);
        var hidden = new NativeArray<float>(count);
        LstmUnits.UpdateCell(default(TActivation), isCoupled ? null : gates.Pointer, gates.Pointer + count, gates.Pointer + (2 * count),
            cell.Pointer, count, clip, mode);
        LstmUnits.Emit(default(TActivation), gates.Pointer + (3 * count), cell.Pointer, hidden.Pointer, count, mode);
        return [.. cell.ToArray(), .. hidden.ToArray()];
    }

    private static float[] Width<TLanes>(int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var gates = RandomValues.Floats(4L * count, 1, 9);
        var cell = RandomValues.Floats(count, 2, 2);
        var hidden = new NativeArray<float>(count);
        LstmUnits.UpdateCell<HyperbolicTangentFunction, TLanes>(
            default, gates.Pointer, gates.Pointer + count, gates.Pointer + (2 * count), cell.Pointer, count, 0.5f);
        LstmUnits.Emit<HyperbolicTangentFunction, TLanes>(default, gates.Pointer + (3 * count), cell.Pointer, hidden.Pointer, count);
        return [.. cell.ToArray(), .. hidden.ToArray()];
    }
}
