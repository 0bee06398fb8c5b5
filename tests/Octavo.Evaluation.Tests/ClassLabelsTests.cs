using System.Text;

namespace Octavo.Evaluation.Tests;

public sealed class ClassLabelsTests
{
    [Theory]
    [InlineData("labels.txt", "cat\ndog\n\n")]
    [InlineData("labels.txt", "\uFEFFcat\r\ndog\r\n")]
    [InlineData("labels.txt", "0 cat\n1 dog\n")]
    [InlineData("labels.txt", "0: cat\n1: dog")]
    [InlineData("labels.json", "[\"cat\", \"dog\"]")]
    [InlineData("labels.json", "{\"1\": \"dog\", \"0\": \"cat\"}")]
    [InlineData("labels.json", "{\"dog\": 1, \"cat\": 0}")]
    [InlineData("labels.json", "{\"0\": [\"n01\", \"cat\"], \"1\": [\"n02\", \"dog\"]}")]
    [InlineData("labels", "[\"cat\", \"dog\"]")]
    public void Every_form_of_labels_gives_the_names_in_the_order_of_the_scores(string source, string text)
    {
        var labels = LabelsFile.Parse(Encoding.UTF8.GetBytes(text), source);
        Assert.Equal(["cat", "dog"], Enumerable.Range(0, labels.Count).Select(labels.NameOf));
        Assert.True(labels.TryFind("dog", out var index));
        Assert.Equal(1, index);
    }

    [Fact]
    public void A_class_with_two_names_is_found_by_both()
    {
        var labels = LabelsFile.Parse("{\"0\": [\"n01\", \"cat\"], \"1\": [\"n02\", \"dog\"]}"u8, "index.json");
        Assert.True(labels.TryFind("n02", out var index));
        Assert.Equal(1, index);
        Assert.Equal("dog", labels.NameOf(1));
    }

    [Fact]
    public void A_line_that_begins_with_a_bracket_is_a_name_unless_the_file_must_be_json()
    {
        Assert.Equal(["[PAD]", "word"], Names(LabelsFile.Parse("[PAD]\nword\n"u8, "vocab.txt")));
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => LabelsFile.Parse("[PAD]\nword\n"u8, "vocab.json")).Kind);
    }

    [Fact]
    public void Lines_of_synsets_are_found_by_synset_and_by_word()
    {
        var labels = LabelsFile.Parse("n01440764 tench, Tinca tinca\nn01443537 goldfish\n"u8, "synset_words.txt");
        Assert.True(labels.TryFind("n01443537", out var synset));
        Assert.True(labels.TryFind("goldfish", out var word));
        Assert.Equal((1, 1), (synset, word));
        Assert.Equal("tench, Tinca tinca", labels.NameOf(0));
    }

    [Fact]
    public void Whatever_bytes_there_are_they_are_labels_or_refused()
    {
        var random = new Random(27);
        byte[][] seeds =
            [.. new[] { "cat\ndog\nbird\n", "0 cat\n1 dog\n", "[\"cat\", \"dog\"]", "{\"0\": [\"n0\", \"cat\"], \"1\": \"dog\"}",
                "{\"cat\": 0, \"dog\": 1}" }.Select(Encoding.UTF8.GetBytes)];
        var accepted = 0;
        for (var run = 0; run < 4000; run++)
        {
            var bytes = (byte[])seeds[run % seeds.Length].Clone();
            for (var change = random.Next(4); change >= 0; change--)
            {
                bytes[random.Next(bytes.Length)] =
                    random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"[]{}\",:0123456789-\\u\n"[random.Next(21)];
            }

            try
            {
                Assert.NotEqual(0, LabelsFile.Parse(bytes, run % 2 == 0 ? "labels.txt" : "labels.json").Count);
                accepted++;
            }
            catch (OctavoException error)
            {
                Assert.Equal(ErrorKind.InvalidData, error.Kind);
            }
        }

        Assert.InRange(accepted, 400, 3600);
    }

    [Fact]
    public void An_empty_line_between_others_keeps_its_place() =>
        Assert.Equal(["a", "1", "c"], Names(LabelsFile.Parse("a\n\nc\n"u8, "labels.txt")));

    [Fact]
    public void Names_are_found_without_regard_to_case_and_underscores_but_as_they_stand_first()
    {
        var labels = ClassLabels.Of(["Kit Fox", "kit_fox", "crane"], "test");
        Assert.True(labels.TryFind("kit_fox", out var exact));
        Assert.Equal(1, exact);
        Assert.True(labels.TryFind("CRANE", out var folded));
        Assert.Equal(2, folded);
    }

    [Fact]
    public void A_name_that_two_classes_share_is_refused()
    {
        var labels = ClassLabels.Of(["crane", "dog", "crane"], "test");
        Assert.Contains("crane", Assert.Throws<OctavoException>(() => labels.TryFind("crane", out _)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("[]")]
    [InlineData("{\"cat\": 0, \"dog\": 0}")]
    [InlineData("{\"cat\": -1}")]
    [InlineData("{\"cat\": 2000000000}")]
    [InlineData("{\"cat\": \"dog\"}")]
    [InlineData("[1, 2]")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("cat\0dog")]
    public void What_names_no_classes_is_refused(string text) =>
        Assert.Equal(ErrorKind.InvalidData,
            Assert.Throws<OctavoException>(() => LabelsFile.Parse(Encoding.UTF8.GetBytes(text), "labels.txt")).Kind);

    [Fact]
    public void Labels_that_are_no_text_are_refused() =>
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => LabelsFile.Parse([0xFF, 0xFE, 0x41], "labels.txt")).Kind);

    [Theory]
    [InlineData(1001, "background")]
    [InlineData(999, "first line")]
    public void A_count_that_is_off_by_one_is_explained_by_the_background_class(int outputs, string part)
    {
        var labels = ClassLabels.Of(Enumerable.Range(0, 1000).Select(index => $"class {index}"), "labels.txt");
        var error = Assert.Throws<OctavoException>(() => labels.RequireCount(outputs));
        Assert.Contains(part, error.Hint!, StringComparison.Ordinal);
        Assert.Contains("1000", error.Found!, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(ClassLabels labels) => Enumerable.Range(0, labels.Count).Select(labels.NameOf);
}
