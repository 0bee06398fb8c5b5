using System.IO.Compression;
using System.Text;

namespace Octavo.Evaluation.Tests;

public sealed class DatasetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("octavo").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Idx_images_find_their_labels_beside_them(bool isCompressed)
    {
        WriteIdx("t10k-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4], isCompressed);
        WriteIdx("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 9, 5], isCompressed);
        using var dataset = Dataset.Open(folder);
        Assert.Equal(2, dataset.SampleCount);
        var samples = dataset.Read().ToList();
        Assert.Equal([9, 5], samples.Select(sample => sample.Label!.Value));
        Assert.Equal(new Shape(1, 1, 2), samples[1].Inputs[0].Shape);
        Assert.Equal([3, 4], samples[1].Inputs[0].Values<byte>().ToArray());
        Assert.Equal(2, dataset.Read().Count());
    }

    [Fact]
    public void Idx_labels_of_another_length_are_refused()
    {
        WriteIdx("t10k-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2], false);
        WriteIdx("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 9, 5], false);
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => Dataset.Open(folder)).Kind);
    }

    [Fact]
    public void Arrays_of_an_archive_are_found_by_their_usual_names_and_limited()
    {
        var path = Path.Combine(folder, "data.npz");
        NpzFile.Write(path,
            new Dictionary<string, Tensor> { ["x"] = Tensor.From(new Shape(3, 2), 1f, 2f, 3f, 4f, 5f, 6f),
                ["y"] = Tensor.From(new Shape(3), 7L, 8L, 9L) });
        using var dataset = Dataset.Open(path, new DatasetOptions { Limit = 2 });
        Assert.Equal(2, dataset.SampleCount);
        Assert.Equal([(7, 1f), (8, 3f)], dataset.Read().Select(sample => (sample.Label!.Value, sample.Inputs[0].Values<float>()[0])));
    }

    [Fact]
    public void Recorded_calls_are_samples_without_labels()
    {
        var path = Path.Combine(folder, "io.npz");
        NpzFile.Write(path, new Dictionary<string, Tensor>
        {
            ["call0/input/0"] = Tensor.Scalar(1f), ["call0/input/1"] = Tensor.Scalar(2f), ["call0/output/0"] = Tensor.Scalar(3f),
                ["call1/input/0"] = Tensor.Scalar(4f),
        });
        using var dataset = Dataset.Open(path);
        Assert.Equal([2, 1], dataset.Read().Select(sample => sample.Inputs.Length));
        Assert.All(dataset.Read(), sample => Assert.Null(sample.Label));
    }

    [Fact]
    public void Labels_that_do_not_count_the_samples_are_refused()
    {
        var path = Path.Combine(folder, "data.npz");
        NpzFile.Write(path,
            new Dictionary<string, Tensor> { ["x"] = Tensor.From(new Shape(3), 1f, 2f, 3f), ["y"] = Tensor.From(new Shape(2), 7, 8) });
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => Dataset.Open(path)).Kind);
    }

    [Fact]
    public void Text_lines_give_words_and_labels_and_name_the_line_that_has_none()
    {
        var path = Path.Combine(folder, "test.tsv");
        File.WriteAllText(path, "größe\tde\r\n\r\nthe\t3\nbroken");
        using var dataset = Dataset.Open(path);
        var samples = dataset.Read().Take(2).ToList();
        Assert.Equal("größe", Encoding.UTF8.GetString(samples[0].Inputs[0].Strings[0].Span));
        Assert.Equal(("de", null), (samples[0].LabelText, samples[0].Label));
        Assert.Equal(3, samples[1].Label);
        Assert.Contains("line 4", Assert.Throws<OctavoException>(() => dataset.Read().Count()).Where!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_labels_file_names_pictures_of_the_folder_and_nothing_outside()
    {
        File.WriteAllBytes(Path.Combine(folder, "a b.png"), []);
        var labels = Path.Combine(folder, "labels.txt");
        File.WriteAllText(labels, "a b.png 4\n");
        using var dataset = Dataset.Open(folder, new DatasetOptions { LabelsPath = labels });
        Assert.Equal([("a b.png", 4)], ((ImageFolderDataset)dataset).Files.Select(file => (file.File, file.Label!.Value)));
        File.WriteAllText(labels, "../secret.png 4\n");
        Assert.Equal(ErrorKind.InvalidData,
            Assert.Throws<OctavoException>(() => Dataset.Open(folder, new DatasetOptions { LabelsPath = labels })).Kind);
    }

    [Fact]
    public void A_missing_path_is_an_error_of_input_and_output() =>
        Assert.Equal(ErrorKind.InputOutput, Assert.Throws<OctavoException>(() => Dataset.Open(Path.Combine(folder, "missing"))).Kind);

    private void WriteIdx(string name, byte[] content, bool isCompressed)
    {
        using Stream file = File.Create(Path.Combine(folder, isCompressed ? name + ".gz" : name));
        using Stream stream = isCompressed ? new GZipStream(file, CompressionLevel.Optimal) : file;
        stream.Write(content);
    }
}
