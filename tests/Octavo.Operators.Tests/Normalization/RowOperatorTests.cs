using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class RowOperatorTests
{
    // Three roundings of exponential, sum and division, each within 3 units of 2^-24.
    private const double Tolerance = 9.0 / (1 << 24);

    [Fact]
    public void Softmax_scales_by_beta_and_sums_to_one()
    {
        var row = new[] { 1f, 2f, -1f, 0.5f };
        var result = Run(new Softmax(2f), row);
        var sum = row.Sum(x => Math.Exp(2 * (x - 2)));
        for (var i = 0; i < row.Length; i++)
        {
            Assert.Equal(Math.Exp(2 * (row[i] - 2)) / sum, result[i], Tolerance);
        }
    }

    [Fact]
    public void The_logarithm_of_softmax_survives_large_inputs()
    {
        var result = Run(new LogSoftmax(), [1000f, 1000f, -1000f]);
        Assert.Equal(-Math.Log(2), result[0], Tolerance);
        Assert.Equal(-2000 - Math.Log(2), result[2], 2000 * Tolerance);
    }

    [Fact]
    public void A_row_of_zeros_stays_zero_under_euclidean_normalization()
    {
        Assert.Equal([0.6f, 0.8f], Run(new L2Normalization(), [3f, 4f]));
        Assert.Equal([0f, 0f], Run(new L2Normalization(), [0f, 0f]));
    }

    [Fact]
    public void Local_response_leaves_out_the_last_channel_of_its_window()
    {
        var result = Run(new LocalResponseNormalization(1, 1f, 1f, 1f), [1f, 2f, 3f]);
        Assert.Equal([1f * (1f / 2), 2f * (1f / (1 + 1 + 4)), 3f * (1f / (1 + 4 + 9))], result);
    }

    private static float[] Run(Operator @operator, float[] row) =>
        NodeUnderTest.Run(@operator, Tensor.From(new Shape(1, 1, 1, row.Length), row))[0].Values<float>().ToArray();
}
