namespace Octavo.Kernels.Tests;

public sealed unsafe class FloatBinaryTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Every_width_gives_the_bits_of_the_scalar_form(int leftStep, int rightStep)
    {
        Compare(default(AddFunction), leftStep, rightStep);
        Compare(default(SubtractFunction), leftStep, rightStep);
        Compare(default(MultiplyFunction), leftStep, rightStep);
        Compare(default(DivideFunction), leftStep, rightStep);
        Compare(default(MaximumFunction), leftStep, rightStep);
        Compare(default(MinimumFunction), leftStep, rightStep);
        Compare(default(PowerFunction), leftStep, rightStep);
        Compare(default(ArcTangent2Function), leftStep, rightStep);
        Compare(default(FloorDivideFunction), leftStep, rightStep);
        Compare(default(FloorModuloFunction), leftStep, rightStep);
        Compare(default(SquaredDifferenceFunction), leftStep, rightStep);
        Compare(default(PreluFunction), leftStep, rightStep);
        Compare(new ClampedFunction<AddFunction>(default, ActivationRange.Relu6), leftStep, rightStep);
    }

    [Fact]
    public void Every_width_gives_the_same_answers_to_a_comparison()
    {
        CompareAnswers(default(EqualFunction));
        CompareAnswers(default(NotEqualFunction));
        CompareAnswers(default(LessFunction));
        CompareAnswers(default(LessOrEqualFunction));
        CompareAnswers(default(GreaterFunction));
        CompareAnswers(default(GreaterOrEqualFunction));
    }

    [Fact]
    public void Powers_and_angles_are_the_nearest_floats()
    {
        var random = new Random(5);
        for (var i = 0; i < 20000; i++)
        {
            var x = MathF.Exp((random.NextSingle() - 0.5f) * 20);
            var y = (random.NextSingle() - 0.5f) * 12;
            Assert.InRange((float)Math.Pow(x, y) / DoublePrecision.Power(x, y), 1 - 6e-8f, 1 + 1.2e-7f);
            Assert.InRange((float)Math.Atan2(y, x) / DoublePrecision.Angle(y, x), 1 - 6e-8f, 1 + 1.2e-7f);
        }
    }

    [Fact]
    public void Special_powers_are_those_of_C()
    {
        Assert.Equal(1f, DoublePrecision.Power(float.NaN, 0));
        Assert.Equal(-8f, DoublePrecision.Power(-2, 3));
        Assert.Equal(float.NaN, DoublePrecision.Power(-2, 0.5f));
        Assert.Equal(float.NegativeInfinity, DoublePrecision.Power(-0f, -3));
        Assert.Equal(1f, DoublePrecision.Power(-1, float.NegativeInfinity));
        Assert.Equal(-MathF.PI, DoublePrecision.Angle(-0f, -1));
        Assert.Equal((float)(Math.PI * 3 / 4), DoublePrecision.Angle(float.PositiveInfinity, float.NegativeInfinity));
    }

    private static void Compare<TFunction>(TFunction function, int leftStep, int rightStep)
        where TFunction : struct, IFloatBinary
    {
        var expected = Form<TFunction, Lanes1>(function, leftStep, rightStep);
        FloatAssert.SameBits(expected, Form<TFunction, Lanes4>(function, leftStep, rightStep), $"{typeof(TFunction).Name}, 4 lanes");
        FloatAssert.SameBits(expected, Form<TFunction, Lanes8>(function, leftStep, rightStep), $"{typeof(TFunction).Name}, 8 lanes");
        FloatAssert.SameBits(expected, Form<TFunction, Lanes16>(function, leftStep, rightStep), $"{typeof(TFunction).Name}, 16 lanes");
    }

    private static float[] Form<TFunction, TLanes>(TFunction function, int leftStep, int rightStep)
        where TFunction : struct, IFloatBinary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        const int Count = 1003;
        var left = SpecialValues.Array(Count, 1);
        var right = SpecialValues.Array(Count, 2);
        right.Span.Reverse();
        var output = new NativeArray<float>(Count);
        FloatBinary.Run<TFunction, TLanes>(function, left.Pointer + 7, leftStep, right.Pointer + 7, rightStep, output.Pointer, Count - 7);
        return output.ToArray();
    }

    private static void CompareAnswers<TFunction>(TFunction function)
        where TFunction : struct, IFloatBinary
    {
        var expected = Answers<TFunction, Lanes1>(function);
        Assert.Contains((byte)1, expected);
        Assert.Contains((byte)0, expected);
        Assert.Equal(expected, Answers<TFunction, Lanes4>(function));
        Assert.Equal(expected, Answers<TFunction, Lanes8>(function));
        Assert.Equal(expected, Answers<TFunction, Lanes16>(function));
    }

    private static byte[] Answers<TFunction, TLanes>(TFunction function)
        where TFunction : struct, IFloatBinary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        const int Count = 1003;
        var left = SpecialValues.Array(Count, 1);
        var right = SpecialValues.Array(Count, 2);
        var output = new NativeArray<byte>(Count);
        FloatComparison.Run<TFunction, TLanes>(function, left.Pointer, 1, right.Pointer, 1, output.Pointer, Count);
        return output.ToArray();
    }
}
