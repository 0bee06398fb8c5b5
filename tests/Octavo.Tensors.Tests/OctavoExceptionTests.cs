namespace Octavo.Tensors.Tests;

public sealed class OctavoExceptionTests
{
    [Fact]
    public void A_message_does_not_grow_with_what_a_file_holds()
    {
        var sizes = new Shape([.. Enumerable.Repeat(1, 70000)]);
        var error = new OctavoException(ErrorKind.Shape, "sizes do not fit", new string('n', 100000), $"{sizes}", new string('x', 100000),
            new string('h', 100000));
        Assert.InRange(error.Message.Length, 1, 8000);
        Assert.Contains("70000 axes", error.Expected, StringComparison.Ordinal);
        Assert.EndsWith("(100000 characters)", error.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_ordinary_length_stay_as_they_are()
    {
        var error = new OctavoException(ErrorKind.Shape, "what", "where", "[1,2]", "[3]", "hint");
        Assert.Equal(("what", "where", "[1,2]", "[3]", "hint"), (error.What, error.Where, error.Expected, error.Found, error.Hint));
    }

    [Fact]
    public void A_clipped_text_does_not_end_in_half_a_character()
    {
        var error = new OctavoException(ErrorKind.Shape, "what", found: string.Concat(Enumerable.Repeat("\U0001F600", 500)).Insert(0, "x"));
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(error.Found!)));
    }
}
