using System.Text;

namespace Octavo.FlatBuffers.Tests;

/// <summary>Expected bytes follow from the format's description: flatbuffers, docs/source/flatbuffers_internals.md.</summary>
public sealed class FlexBufferMapTests
{
    [Fact]
    public void An_empty_map_is_a_map_of_no_keys() => Assert.Equal(
        [
            0, 0, 0, 0, // keys: none
            0, 0, 0, 0, 4, 0, 0, 0, // the keys are right here, 4 bytes each
            0, 0, 0, 0, // values: none
            0, 0, 0, 0, 38, 4, // the map is right here: a map of 4 bytes each, and so is this
        ],
        new FlexBufferMap().ToArray());

    [Fact]
    public void Numbers_stand_in_the_map_itself()
    {
        var map = new FlexBufferMap();
        map.Add("b", 1.5f);
        map.Add("a", -2L);
        Assert.Equal(
            [
                (byte)'a', 0, (byte)'b', 0, 2, 0, 0, 0, 8, 0, 0, 0, 10, 0, 0, 0, // names, and how far behind them they are
                8, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 254, 255, 255, 255, 0, 0, 192, 63, (1 << 2) | 2, (3 << 2) | 2, 0, 0, // sorted by name
                12, 0, 0, 0, (9 << 2) | 2, 4,
            ],
            map.ToArray());
    }

    [Fact]
    public void A_large_integer_makes_all_elements_wide()
    {
        var map = new FlexBufferMap();
        map.Add("n", 1L << 40);
        var bytes = map.ToArray();
        Assert.Equal(8, bytes[^1]);
        Assert.Equal((9 << 2) | 3, bytes[^2]);
        Assert.Equal(1L << 40, BitConverter.ToInt64(bytes, bytes.Length - 2 - 8 - 8 - 8));
    }

    [Fact]
    public void Texts_and_lists_stand_in_front_of_the_map()
    {
        var map = new FlexBufferMap();
        map.Add("text", Encoding.UTF8.GetBytes("abc"));
        map.Add("numbers", [3L, 4L]);
        map.Add("texts", [Encoding.UTF8.GetBytes("x"), Encoding.UTF8.GetBytes("yz")]);
        map.Add("set", true);
        map.Add("reals", [0.5f]);
        Assert.Equal(
            ["numbers [3, 4]", "reals [0.5]", "set True", "text abc", "texts [x, yz]"], FlexBufferText.Members(map.ToArray()));
    }

    [Fact]
    public void A_name_stands_in_a_map_once()
    {
        var map = new FlexBufferMap();
        map.Add("n", 1L);
        Assert.Throws<ArgumentException>(() => map.Add("n", 2L));
    }
}
