using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>
/// A sum of products in double, with the error that float32 arithmetic may make: each term is rounded at most as often as there are
/// additions.
/// </summary>
internal struct ExpectedSum
{
    private double value;
    private double magnitude;
    private int terms;

    public void Add(double left, double right)
    {
        value += left * right;
        magnitude += Math.Abs(left * right);
        terms++;
    }

    /// <summary>Asserts that each element is the sum, clamped.</summary>
    public static void AssertEqual(ExpectedSum[] expected, Tensor actual, double minimum = double.NegativeInfinity,
        double maximum = double.PositiveInfinity)
    {
        var values = actual.Values<float>();
        Assert.Equal(expected.Length, values.Length);
        for (var index = 0; index < expected.Length; index++)
        {
            var sum = expected[index];
            var wanted = Math.Clamp(sum.value, minimum, maximum);
            var tolerance = Math.Pow(2, -24) * (sum.terms + 2) * sum.magnitude;
            Assert.True(Math.Abs(values[index] - wanted) <= tolerance,
                $"element {index}: {values[index]:R} is not {wanted:R} within {tolerance:R}");
        }
    }
}
