using System.Text;
using System.Text.Json;

namespace Octavo.Evaluation.Tests;

public sealed class PreprocessingTests
{
    [Fact]
    public void Every_byte_scaled_by_a_255th_is_the_quotient_in_float32()
    {
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        var scaled = Preprocessing.Parse("scale-255").Apply(Tensor.From(new Shape(1, 256), bytes));
        Assert.Equal(bytes.Select(value => value / 255f), scaled.Values<float>().ToArray());
    }

    [Fact]
    public void Trigrams_are_hashed_by_characters_with_zlibs_check_sum()
    {
        var words = Preprocessing.Parse("""{"name":"hashed-trigrams","hash":"crc32","buckets":4095,"length":7,"classes":["de","en"]}""");
        var sample = words.Apply(new Sample("1", [new Tensor(new Shape(1), [Encoding.UTF8.GetBytes("größe")])], LabelText: "en"));
        Assert.Equal([1322, 19, 1482, 1466, 580, 0, 0], sample.Inputs[0].Values<int>().ToArray());
        Assert.Equal(1, sample.Label);
        Assert.Throws<OctavoException>(() => words.Apply(sample with { Label = null, LabelText = "fr", Inputs = [] }));
    }

    [Fact]
    public void An_unknown_key_names_the_nearest_one() =>
        Assert.Contains("'offset'", Assert.Throws<OctavoException>(() => Preprocessing.Parse("""{"name":"scale","ofset":1}""")).Hint!, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"name":"image","resize":"bicubic","size":[2,2]}""", "bicubic (Pillow)")]
    [InlineData("scale255", "scale-255")]
    [InlineData("""{"name":"scal"}""", "scale")]
    [InlineData("""{"name":"scale","type":"float"}""", "float16")]
    public void An_unknown_name_names_the_nearest_one(string text, string nearest) =>
        Assert.Contains($"'{nearest}'", Assert.Throws<OctavoException>(() => Preprocessing.Parse(text)).Hint!, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"name":"scale","scale":"x"}""")]
    [InlineData("""{"name":"scale","scale":1,"scale":2}""")]
    [InlineData("""{"name":"image","resize":"pil"}""")]
    [InlineData("""{"name":"image","resize":"pil","size":[0,4]}""")]
    [InlineData("""{"name":"image","resize":"pil","size":[1000000000,4]}""")]
    [InlineData("""{"name":"hashed-trigrams","buckets":5}""")]
    [InlineData("""{"name":1}""")]
    public void A_value_that_cannot_be_is_an_error_of_use(string text) =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => Preprocessing.Parse(text)).Kind);

    [Theory]
    [InlineData("""{"name":"image","resize":"bicubic (Pillow)","size":40000}""", "too large")]
    [InlineData("""{"name":"image","size":[65536,65536]}""", "too large")]
    [InlineData("""{"name":"image","resize":"pil","short_side":65536}""", "too large")]
    [InlineData("""{"name":"image","crop":"central","fraction":1e-320}""", "leaves nothing")]
    [InlineData("""{"name":"image","crop":"tflite","fraction":0.01}""", "leaves nothing")]
    public void A_picture_out_of_all_proportion_is_refused_before_it_is_made(string text, string what)
    {
        var error =
            Assert.Throws<OctavoException>(() => Preprocessing.Parse(text).Apply(Tensor.Zeros(ElementType.UInt8, new Shape(4, 6, 3))));
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"scale","std":0}""", ErrorKind.Usage)]
    [InlineData("""{"name":"image","std":[1,0,1]}""", ErrorKind.Usage)]
    [InlineData("{\"name\":\"\\ud800\"}", ErrorKind.InvalidData)]
    [InlineData("{\"\\udc00\":1}", ErrorKind.InvalidData)]
    public void Division_by_zero_and_half_characters_are_refused(string text, ErrorKind kind) =>
        Assert.Equal(kind, Assert.Throws<OctavoException>(() => Preprocessing.Parse(text)).Kind);

    [Fact]
    public void Text_that_is_no_JSON_is_invalid_data() =>
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => Preprocessing.Parse("{name")).Kind);

    [Fact]
    public void Every_preset_takes_a_picture_or_numbers()
    {
        var picture = Tensor.Zeros(ElementType.UInt8, new Shape(300, 280, 3));
        Assert.All(Preprocessing.PresetNames, name => Assert.True(Preprocessing.Parse(name).Apply(picture).ElementCount > 0));
    }

    [Fact]
    public void Integers_truncate_toward_zero_and_stop_at_their_ends()
    {
        var values = Tensor.From(new Shape(4), -200f, -1.75f, 1.75f, 200f);
        Assert.Equal([-128, -1, 1, 127], Preprocessing.Parse("""{"name":"scale","type":"int8"}""").Apply(values).Values<sbyte>().ToArray());
    }

    [Fact]
    public void Halving_by_box_is_the_mean_of_four()
    {
        var picture = Tensor.From(new Shape(2, 2, 1), (byte)10, (byte)20, (byte)30, (byte)41);
        var half = Preprocessing.Parse("""{"name":"image","channels":"grey","resize":"box (Pillow)","size":1,"type":"uint8"}""").Apply(picture);
        Assert.Equal([26], half.Values<byte>().ToArray());
        Assert.Equal(new Shape(1, 1, 1, 1), half.Shape);
    }

    [RecordedFact]
    public void Preprocess_of_every_model_is_understood()
    {
        var folder = SharedFolder.Of("corpus");
        var count = 0;
        foreach (var file in Directory.GetFiles(folder, "meta.json", SearchOption.AllDirectories))
        {
            using var meta = JsonDocument.Parse(File.ReadAllText(file));
            if (meta.RootElement.TryGetProperty("preprocess", out _))
            {
                Assert.NotNull(Preprocessing.Parse(file));
                count++;
            }
        }

        Assert.True(count > 20);
    }

    [RecordedFact]
    public void Pictures_of_the_corpus_are_decoded_cropped_and_resized_to_the_recorded_bytes()
    {
        var folder = SharedFolder.Of("corpus", "efficientnet_lite0");
        using var meta = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "meta.json")));
        using var recorded = NpzFile.Open(Path.Combine(folder, "eval.npz"));
        using var images = recorded.OpenArray("image");
        var preprocessing = Preprocessing.Parse("""{"name":"image","crop":"central-square","resize":"bicubic (Pillow)","size":[224,224],"type":"uint8"}""");
        var different = new List<string>();
        foreach (var picture in meta.RootElement.GetProperty("evaluation").GetProperty("pictures").EnumerateArray())
        {
            Assert.True(images.TryReadSlice(out var expected));
            var found = preprocessing.Apply(ImageFile.Read(Path.Combine(folder, "..", "images", picture.GetString()!)));
            if (!expected.Bytes.Span.SequenceEqual(found.Bytes.Span))
            {
                different.Add($"{picture}: {TensorComparison.Of(found, expected).LargestDifference}");
            }
        }

        Assert.Empty(different);
    }
}
