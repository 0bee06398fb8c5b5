using System.Numerics;

namespace Octavo.Quantization.Tests;

public sealed class SolverTests
{
    [Fact]
    public void Asymmetric_uint8_maps_minus_ten_ten_and_thirty_as_the_page_of_2018_says()
    {
        var weights = Tensor.From(new Shape(3), -10f, 10f, 30f);
        var solved = new AsymmetricUInt8Solver().Solve(weights, null);
        Assert.Equal(new byte[] { 0, 128, 255 }, solved.Quantize(weights).Values<byte>().ToArray());
        Assert.Equal(64, solved.Quantization!.ZeroPoint);
    }

    [Theory]
    [InlineData("symmetric-int8")]
    [InlineData("symmetric-int8-float32")]
    [InlineData("symmetric-half-to-even")]
    public void Symmetric_int8_maps_minus_ten_as_the_page_of_2019_says(string solver)
    {
        var weights = Tensor.From(new Shape(3), -10f, -30f, 30f);
        Assert.Equal(new sbyte[] { -42, -127, 127 },
            WeightSolvers.Find(solver).Solve(weights, null).Quantize(weights).Values<sbyte>().ToArray());
    }

    [Fact]
    public void Vectors_of_each_arithmetic_give_the_codes_of_its_scalar_definition()
    {
        foreach (
            var scale in new CodeScale[] { new(0.1f, 10, 0), new(1 / 3.0, 3, 64), new(0, float.PositiveInfinity, 128),
                new(1e-41, float.PositiveInfinity, 0), new(3e36, 1 / 3e36f, 7) })
        {
            AssertSameCodes<DoubleQuotient>(scale);
            AssertSameCodes<SingleProduct>(scale);
            AssertSameCodes<SingleQuotient>(scale);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_channel_has_the_scale_and_codes_that_it_has_alone(int axis)
    {
        var shape = new Shape(3, 5, 4, 37);
        var values = Values(3 * 5 * 4 * 37);
        var weights = Tensor.From<float>(shape, values);
        foreach (var solver in WeightSolvers.All.Where(solver => solver.HasChannels))
        {
            var solved = solver.Solve(weights, axis);
            var codes = PackedCodes.Unpack(solved.Quantize(weights)).ToArray();
            for (var channel = 0; channel < shape[axis]; channel++)
            {
                var members = Enumerable.Range(0, values.Length)
                    .Where(index => index / (int)shape.ElementCountBetween(axis + 1, 4) % shape[axis] == channel).ToArray();
                var alone = Tensor.From<float>(new Shape(members.Length), [.. members.Select(index => values[index])]);
                var expected = solver.Solve(alone, null);
                Assert.Equal(expected.Quantization!.Scale, solved.Quantization!.Scales[channel]);
                Assert.Equal(PackedCodes.Unpack(expected.Quantize(alone)).ToArray(), members.Select(index => codes[index]).ToArray());
            }
        }
    }

    [Fact]
    public void A_range_with_a_value_that_is_not_a_number_is_not_a_number_wherever_it_stands()
    {
        for (var position = 0; position < 67; position++)
        {
            var values = Values(67);
            values[position] = float.NaN;
            var range = ChannelRanges.Measure(values);
            Assert.True(float.IsNaN(range.Minimum) && float.IsNaN(range.Maximum));
        }
    }

    [Fact]
    public void A_range_is_that_of_the_elements_and_zero()
    {
        for (var length = 0; length < 70; length++)
        {
            var values = Values(length);
            Assert.Equal(new ValueRange(values.Append(0).Min(), values.Append(0).Max()), ChannelRanges.Measure(values));
        }
    }

    [Fact]
    public void Float16_rounds_like_the_scalar_definition_for_every_half_its_neighbours_and_the_values_between()
    {
        var values = new List<float>();
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = (float)BitConverter.UInt16BitsToHalf((ushort)bits);
            var next = (float)BitConverter.UInt16BitsToHalf((ushort)Math.Min(bits + 1, ushort.MaxValue));
            var middle = (half + next) / 2;
            values.AddRange([half, middle, MathF.BitIncrement(middle), MathF.BitDecrement(middle), MathF.BitIncrement(half)]);
        }

        values.AddRange(
            [65504, 65519.996f, 65520, 1e38f, -1e38f, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon]);
        var halves = new ushort[values.Count];
        Float16Solver.Round(values.ToArray(), halves);
        for (var index = 0; index < halves.Length; index++)
        {
            var expected =
                float.IsNaN(values[index]) ? halves[index] : BitConverter.HalfToUInt16Bits((Half)Math.Clamp(values[index], -65504, 65504));
            Assert.Equal(expected, halves[index]);
            Assert.Equal(float.IsNaN(values[index]), Half.IsNaN(BitConverter.UInt16BitsToHalf(halves[index])));
        }
    }

    [Fact]
    public void Unknown_solvers_are_refused_with_the_nearest_name()
    {
        var error = Assert.Throws<OctavoException>(() => WeightSolvers.Find("symetric-int8"));
        Assert.Contains("'symmetric-int8'", error.Message, StringComparison.Ordinal);
    }

    private static void AssertSameCodes<TArithmetic>(CodeScale scale)
        where TArithmetic : ICodeArithmetic
    {
        var values = Values(4 * Vector<float>.Count * 50);
        var codes = new byte[values.Length];
        CodeWriter.Write<TArithmetic>(values, scale, -127, 127, codes);
        Assert.Equal(values.Select(value => CodeWriter.Code<TArithmetic>(value, scale, -127, 127)), codes);
        CodeWriter.Write<TArithmetic>(values, scale, 0, 255, codes);
        Assert.Equal(values.Select(value => CodeWriter.Code<TArithmetic>(value, scale, 0, 255)), codes);
    }

    /// <summary>Ties of a tenth and of a third, their neighbours, extremes and noise.</summary>
    private static float[] Values(int count)
    {
        var random = new Random(7);
        float[] special = [0, -0f, 0.05f, 0.15f, -0.25f, 0.5f / 3, -1.5f / 3, 12.7f, -12.8f, 1e-41f, -1e-39f, float.Epsilon, 3e38f, -3e38f];
        return [.. Enumerable.Range(0, count).Select(index => (random.Next(5), random.NextSingle()) switch
        {
            (0, _) => special[index % special.Length],
            (1, _) => MathF.BitIncrement(special[index % special.Length]),
            (2, _) => MathF.BitDecrement(special[index % special.Length]),
            (3, var fraction) => MathF.Round(fraction * 200) * 0.05f,
            (_, var fraction) => (fraction - 0.5f) * 30,
        })];
    }
}
