namespace Octavo.Kernels.Tests;

public sealed unsafe class FloatUnaryTests
{
    [Fact]
    public void Every_width_gives_the_bits_of_the_scalar_form()
    {
        Compare(default(AbsoluteFunction));
        Compare(default(NegateFunction));
        Compare(default(ExponentialFunction));
        Compare(default(LogarithmFunction));
        Compare(default(SquareRootFunction));
        Compare(default(ReciprocalSquareRootFunction));
        Compare(default(SquareFunction));
        Compare(default(SineFunction));
        Compare(default(CosineFunction));
        Compare(default(FloorFunction));
        Compare(default(CeilingFunction));
        Compare(default(RoundFunction));
        Compare(default(SignFunction));
        Compare(default(LogisticFunction));
        Compare(default(HyperbolicTangentFunction));
        Compare(default(HardSwishFunction));
        Compare(default(GeluFunction));
        Compare(default(ApproximateGeluFunction));
        Compare(default(EluFunction));
        Compare(new LeakyReluFunction(0.2f));
        Compare(new ClampFunction(ActivationRange.Relu6));
    }

    [Theory]
    [InlineData("exp", -103.0, 88.7)]
    [InlineData("log", 1e-38, 1e38)]
    [InlineData("log", 0.5, 2.0)]
    [InlineData("sin", -100.0, 100.0)]
    [InlineData("cos", -60000.0, 60000.0)]
    [InlineData("sin", 1e6, 1e30)]
    [InlineData("tanh", -12.0, 12.0)]
    [InlineData("tanh", -0.01, 0.01)]
    [InlineData("logistic", -80.0, 30.0)]
    [InlineData("elu", -30.0, 1.0)]
    [InlineData("elu", -0.001, 0.0)]
    public void A_transcendental_function_is_within_three_units_in_the_last_place(string name, double minimum, double maximum) =>
        Assert.InRange(LargestError(name, minimum, maximum), 0, 3);

    [Fact]
    public void Gelu_is_within_eight_units_in_the_last_place_in_both_tails() => Assert.InRange(LargestError("gelu", -6, 6), 0, 8);

    [Fact]
    public void Subnormal_results_of_the_exponential_are_rounded_and_not_flushed()
    {
        var x = new NativeArray<float>(1);
        x.Span[0] = -100f;
        FloatUnary.Run(default(ExponentialFunction), x.Pointer, x.Pointer, 1, KernelMode.Fastest);
        Assert.Equal((float)Math.Exp(-100), x.Span[0]);
    }

    private static double LargestError(string name, double minimum, double maximum)
    {
        const int Count = 20011;
        var random = new Random(7);
        var x = new NativeArray<float>(Count);
        var y = new NativeArray<float>(Count);
        foreach (ref var value in x.Span)
        {
            value = minimum > 0 && maximum / minimum > 1e6
                ? (float)Math.Exp(Math.Log(minimum) + (random.NextDouble() * Math.Log(maximum / minimum)))
                : (float)(minimum + (random.NextDouble() * (maximum - minimum)));
        }

        var reference = Run(name, x, y);
        double largest = 0;
        for (var i = 0; i < Count; i++)
        {
            var exact = reference(x.Span[i]);
            var unit = Math.Max(MathF.BitIncrement((float)Math.Abs(exact)) - Math.Abs((double)(float)exact), float.Epsilon);
            largest = Math.Max(largest, Math.Abs(y.Span[i] - exact) / unit);
        }

        return largest;
    }

    private static Func<double, double> Run(string name, NativeArray<float> x, NativeArray<float> y)
    {
        switch (name)
        {
            case "exp":
                FloatUnary.Run(default(ExponentialFunction), x.Pointer, y.Pointer, x.Count, KernelMode.Fastest);
                return Math.Exp;
            case "log":
                FloatUnary.Run(default(LogarithmFunction), x.Pointer, y.Pointer, x.Count, KernelMode.Fastest);
                return Math.Log;
            case "sin":
                FloatUnary.Run(default(SineFunction), x.Pointer, y.Pointer, x.Count, KernelMode.Fastest);
                return Math.Sin;
            case "cos":
                FloatUnary.Run(default(CosineFunction), x.Pointer, y.Pointer, x.Count, KernelMode.Fastest);
                return Math.Cos;
            case "tanh":
                FloatUnary.Run(default(HyperbolicTangentFunction), x.Pointer, y.Pointer, x.Count, KernelMode.Fastest);
                return Math.Tanh;
            case "logistic":
                FloatUnary.Run(default(LogisticFunction), x.Pointer, y.Pointer, x.Count, KernelMode.Fastest);
                return value => 1 / (1 + Math.Exp(-value));
            case "gelu":
                FloatUnary.Run(default(GeluFunction), x.Pointer, y.Pointer, x.Count, KernelMode.Fastest);
                return value => value * NormalIntegral(value);
            default:
                FloatUnary.Run(default(EluFunction), x.Pointer, y.Pointer, x.Count, KernelMode.Fastest);
                return value =>
                    value >= 0 ? value : Math.Abs(value) < 1e-3 ? value + (value * value / 2) + (value * value * value / 6)
                    : Math.Exp(value) - 1;
        }
    }

    /// <summary>The normal law's distribution function, as a Taylor series near 0 and a continued fraction of the tail beyond 2.</summary>
    private static double NormalIntegral(double x)
    {
        var magnitude = Math.Abs(x);
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (magnitude > 2)
        {
            var fraction = magnitude;
            for (var k = 200; k >= 1; k--)
            {
                fraction = magnitude + (k / fraction);
            }

            return x < 0 ? density / fraction : 1 - (density / fraction);
        }

        double term = x, sum = x;
        for (var k = 3; k < 120; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + (density * sum);
    }

    private static void Compare<TFunction>(TFunction function)
        where TFunction : struct, IFloatUnary
    {
        const int Count = 1003;
        var x = SpecialValues.Array(Count, 3);
        var expected = Form<TFunction, Lanes1>(function, x);
        FloatAssert.SameBits(expected, Form<TFunction, Lanes4>(function, x), $"{typeof(TFunction).Name}, 4 lanes");
        FloatAssert.SameBits(expected, Form<TFunction, Lanes8>(function, x), $"{typeof(TFunction).Name}, 8 lanes");
        FloatAssert.SameBits(expected, Form<TFunction, Lanes16>(function, x), $"{typeof(TFunction).Name}, 16 lanes");
    }

    private static float[] Form<TFunction, TLanes>(TFunction function, NativeArray<float> x)
        where TFunction : struct, IFloatUnary
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var y = new NativeArray<float>(x.Count);
        FloatUnary.Run<TFunction, TLanes>(function, x.Pointer, y.Pointer, x.Count);
        return y.ToArray();
    }
}
