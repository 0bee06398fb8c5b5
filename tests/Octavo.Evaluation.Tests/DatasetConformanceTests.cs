using System.Text.Json;

namespace Octavo.Evaluation.Tests;

/// <summary>The recorded idx files, image folders and label files.</summary>
public sealed class DatasetConformanceTests
{
    [RecordedFact]
    public void Recorded_idx_files_are_read_or_refused_as_recorded()
    {
        var folder = SharedFolder.Of("conformance", "_datasets");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "idx.json")));
        var failures = new List<string>();
        var entries = manifest.RootElement.EnumerateArray().Where(entry => entry.GetProperty("format").GetString() == "idx").ToList();
        foreach (var entry in entries)
        {
            var file = entry.GetProperty("file").GetString()!;
            var expect = entry.GetProperty("expect").GetString();
            try
            {
                using var idx = IdxFile.Open(Path.Combine(folder, file));
                var found = idx.ReadAll();
                var recorded = expect == "error" ? default : expected.RootElement.GetProperty(Path.GetFileName(file));
                var isEqual =
                    expect != "error" && Convert.ToHexStringLower(found.Bytes.Span) == recorded.GetProperty("data_le_hex").GetString()
                    && found.Shape.ToArray().SequenceEqual(recorded.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()))
                    && found.ElementType.ToString().Equals(recorded.GetProperty("dtype").GetString(), StringComparison.OrdinalIgnoreCase);
                if (!isEqual)
                {
                    failures.Add($"{file}: {found}");
                }
            }
            catch (OctavoException error)
            {
                if (expect == "exact" || error.Kind != ErrorKind.InvalidData)
                {
                    failures.Add($"{file}: {error.Message}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal(31, entries.Count);
    }

    [RecordedFact]
    public void Recorded_image_folders_give_Keras_classes_and_order()
    {
        var folder = SharedFolder.Of("conformance", "_datasets");
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "folders.json")));
        foreach (var entry in cases.RootElement.EnumerateArray())
        {
            var root = Directory.CreateTempSubdirectory("octavo").FullName;
            foreach (var file in Texts(entry, "files"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
                File.WriteAllBytes(Path.Combine(root, file), []);
            }

            foreach (var empty in entry.TryGetProperty("empty_folders", out _) ? Texts(entry, "empty_folders") : [])
            {
                Directory.CreateDirectory(Path.Combine(root, empty));
            }

            using var dataset = new ImageFolderDataset(root, null, false);
            var keras = entry.GetProperty("keras");
            Assert.Equal(Texts(keras, "classes"), dataset.Classes);
            Assert.Equal(Texts(keras, "files"), dataset.Files.Select(file => file.File));
            Assert.All(dataset.Files, file => Assert.Equal(dataset.Classes[file.Label!.Value], file.File.Split('/')[0]));
            Directory.Delete(root, recursive: true);
        }

        Assert.Equal(8, cases.RootElement.GetArrayLength());
    }

    [RecordedFact]
    public void The_test_part_of_MNIST_and_of_the_words_is_found_in_its_folder()
    {
        var folder = SharedFolder.Of("datasets");
        using var mnist = Dataset.Open(Path.Combine(folder, "mnist"), new DatasetOptions { Limit = 3 });
        Assert.Equal([7, 2, 1], mnist.Read().Select(sample => sample.Label!.Value));
        Assert.Equal(new Shape(1, 28, 28), mnist.Read().First().Inputs[0].Shape);
        using var words = Dataset.Open(Path.Combine(folder, "words"), new DatasetOptions { Limit = 2 });
        Assert.Equal(["pl", "pt"], words.Read().Select(sample => sample.LabelText));
        using var all = Dataset.Open(Path.Combine(folder, "mnist"));
        Assert.Equal(10_000, all.Read().Count());
    }

    private static List<string> Texts(JsonElement entry, string key) =>
        entry.GetProperty(key).EnumerateArray().Select(text => text.GetString()!).ToList();
}
