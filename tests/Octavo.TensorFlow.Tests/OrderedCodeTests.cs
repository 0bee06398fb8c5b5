namespace Octavo.TensorFlow.Tests;

public class OrderedCodeTests
{
    [Theory]
    [InlineData(0, "80")]
    [InlineData(1, "81")]
    [InlineData(63, "BF")]
    [InlineData(64, "C040")]
    [InlineData(-1, "7F")]
    [InlineData(-64, "40")]
    [InlineData(-65, "3FBF")]
    [InlineData(8191, "DFFF")]
    [InlineData(8192, "E02000")]
    [InlineData(long.MaxValue, "FFC07FFFFFFFFFFFFFFF")]
    [InlineData(long.MinValue, "003F8000000000000000")]
    public void Signed_numbers_take_as_few_bytes_as_they_need(long value, string expected)
    {
        var key = new List<byte>();
        OrderedCode.AppendSigned(key, value);
        Assert.Equal(expected, Convert.ToHexString([.. key]));
    }

    [Fact]
    public void Signed_numbers_sort_as_bytes_like_they_sort_as_numbers()
    {
        var values = Enumerable.Range(0, 62).SelectMany(bit => new[] { (1L << bit) - 1, 1L << bit, -(1L << bit), -(1L << bit) - 1 })
            .Distinct().Order().ToList();
        var keys = values.Select(value =>
        {
            var key = new List<byte>();
            OrderedCode.AppendSigned(key, value);
            return Convert.ToHexString([.. key]);
        }).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void A_slice_key_is_zero_name_rank_and_extents()
    {
        var key = OrderedCode.SliceKey("a\0", new TensorSlice([(0, -1), (64, 2)]));
        Assert.Equal("00" + "6100FF0001" + "0102" + "807F" + "C04082", Convert.ToHexString(key));
    }
}
