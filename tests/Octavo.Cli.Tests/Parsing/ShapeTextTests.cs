namespace Octavo.Cli.Tests;

public sealed class ShapeTextTests
{
    [Theory]
    [InlineData("x=1,28,28,1", "x", "[1,28,28,1]")]
    [InlineData("scope/a=b:0=-1, 3", "scope/a=b:0", "[?,3]")]
    [InlineData("scalar=", "scalar", "[]")]
    public void A_name_and_sizes_are_read(string text, string name, string shape)
    {
        var (key, value) = Assert.Single(ShapeText.Parse([text], "--input-shape"));
        Assert.Equal((name, shape), (key, value.ToString()));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("=1")]
    [InlineData("x=1,,3")]
    [InlineData("x=1,")]
    [InlineData("x=1.5")]
    [InlineData("x=-2")]
    [InlineData("x=99999999999")]
    [InlineData("x=1x28")]
    public void Everything_else_is_refused(string text) =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => ShapeText.Parse([text], "--input-shape")).Kind);

    [Fact]
    public void An_input_has_one_shape() =>
        Assert.Contains("'x'", Assert.Throws<OctavoException>(() => ShapeText.Parse(["x=1", "x=2"], "--input-shape")).What,
            StringComparison.Ordinal);

    [Fact]
    public void A_name_given_twice_is_refused()
    {
        Assert.Equal(["a", "b", "c"], NameList.Distinct(NameList.Split(["a, b", "c"]), "--inputs"));
        Assert.Equal(ErrorKind.Usage,
            Assert.Throws<OctavoException>(() => NameList.Distinct(NameList.Split(["a,b", "a"]), "--inputs")).Kind);
    }
}
