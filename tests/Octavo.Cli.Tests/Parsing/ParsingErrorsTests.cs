namespace Octavo.Cli.Tests;

public sealed class ParsingErrorsTests
{
    [Theory]
    [InlineData("cnvert m", "There is no command 'cnvert'.", "convert")]
    [InlineData("frobnicate --json", "There is no command 'frobnicate'.", null)]
    [InlineData("", "A command is missing.", "--help")]
    [InlineData("convert m -o o --recpie int8", "has no option '--recpie'.", "--recipe")]
    [InlineData("convert m -o o --optimize", "has no option '--optimize'.", "--help")]
    [InlineData("convert m -o o --outputs y --optimize", "has no option '--optimize'.", "--help")]
    [InlineData("convert m -o --forse", "has no option '--forse'.", "--force")]
    [InlineData("convert --forse", "has no option '--forse'.", "--force")]
    [InlineData("convert m -o o --mean_valuez=3", "has no option '--mean_valuez'.", null)]
    [InlineData("convert -o o", "MODEL is missing.", "--help")]
    [InlineData("convert a b", "Nothing takes 'b'.", "-o")]
    [InlineData("inspect a b", "Nothing takes 'b'.", "--help")]
    [InlineData("help", "There is no command 'help'.", "--help")]
    [InlineData("convert m -o", "--output lacks its value.", null)]
    [InlineData("convert m -o a -o b", "--output is given 2 times.", null)]
    [InlineData("quantize m --recipe r", "--output is missing.", "--help")]
    [InlineData("run m --random-inputs --threads abc", "--threads takes a whole number from 1 to ", null)]
    [InlineData("run m --random-inputs --threads 0", "--threads takes a whole number from 1 to ", null)]
    [InlineData("run m --random-inputs --threads -1", "--threads takes a whole number from 1 to ", null)]
    [InlineData("run m --random-inputs --threads 100000", "processors", null)]
    [InlineData("run m --random-inputs --threads 99999999999999999999", "processors", null)]
    [InlineData("run m --random-inputs --kernels referense", "Did you mean reference?", null)]
    [InlineData("convert m -o o --min-weight-elements -1", "--min-weight-elements takes a whole number of at least 0, not '-1'.", null)]
    [InlineData("convert m -o o --min-weight-elements 1,024", "not '1,024'", null)]
    [InlineData("convert m -o o --min-weight-elements 1e3", "not '1e3'", null)]
    [InlineData("evaluate m --data d --limit 0", "--limit takes a whole number of at least 1, not '0'.", null)]
    [InlineData("evaluate m --data d --max-drop 0,0001", "not '0,0001'. Write a point before the fraction.", null)]
    [InlineData("evaluate m --data d --max-drop NaN", "not 'NaN'", null)]
    [InlineData("evaluate m --data d --max-drop Infinity", "not 'Infinity'", null)]
    [InlineData("evaluate m --data d --max-drop -0.1", "not '-0.1'", null)]
    [InlineData("evaluate m --data d --max-drop 1e999", "not '1e999'", null)]
    public void A_mistake_gives_one_message_in_words(string line, string what, string? hint)
    {
        var error = Assert.Single(Errors(line));
        Assert.Equal(ErrorKind.Usage, error.Kind);
        Assert.Contains(what, error.What, StringComparison.Ordinal);
        Assert.True(hint is null || error.Hint!.Contains(hint, StringComparison.Ordinal), error.Hint);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Argument '", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("convert --tags serve MODEL -o o.tflite")]
    [InlineData("convert --tags serve --tags gpu MODEL -o o.tflite")]
    [InlineData("convert g.pb --inputs a,b --outputs c --outputs d -o o.tflite")]
    [InlineData("convert g.pb --output=--strange -o=o")]
    [InlineData("inspect -- --strange")]
    [InlineData("inspect @name")]
    [InlineData("convert --help")]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("convert m -o - --input-shape x=-1,28")]
    [InlineData("run m --random-inputs -7")]
    [InlineData("run m --random-inputs --quiet --verbose")]
    [InlineData("evaluate m --data d --max-drop 1e-3")]
    public void What_is_right_gives_none(string line) =>
        Assert.All(Errors(line), error => Assert.StartsWith("--output is given", error.What, StringComparison.Ordinal));

    [Fact]
    public void Several_mistakes_give_one_message_each()
    {
        var errors = Errors("benchmark m --runs 1.5 --threads x");
        Assert.Equal(2, errors.Count);
        Assert.Equal(2, errors.Select(error => error.What).Distinct().Count());
    }

    [Fact]
    public void A_word_of_any_length_is_clipped() =>
        Assert.InRange(Assert.Single(Errors($"convert m -o o --{new string('x', 100_000)}")).Message.Length, 1, 400);

    private static IReadOnlyList<OctavoException> Errors(string line)
    {
        var arguments = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return ParsingErrors.Of(CommandTree.Parse(arguments), arguments);
    }
}
