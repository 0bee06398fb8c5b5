using System.IO.Compression;
using System.Text;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite.Tests;

public sealed class AssociatedFilesTests
{
    private static readonly (string Name, string Text)[] TwoFiles =
        [("labels.txt", "cat\ndog\n"), ("vocabulary/words.txt", new string('w', 5000))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_behind_a_model_are_kept_whatever_their_offsets_count_from(bool countsFromFile)
    {
        var model = ModelWriter.ToBytes(WrittenModels.Sum(Constant.From(Tensor.From(new Shape(2), 1f, 2f))));
        using var file = TFLiteFile.Read(Behind(model, Zip(TwoFiles), countsFromFile), "read");

        Assert.Equal(TwoFiles.Select(entry => (entry.Name, (long)entry.Text.Length)),
            AssociatedFiles.Of(file.Model).Select(entry => (entry.Name, entry.Length)));
        Assert.Equal("cat\ndog\n", Encoding.UTF8.GetString(AssociatedFiles.Read(file.Model, "labels.txt")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Offsets_of_a_written_archive_count_from_the_start_of_the_file_which_the_strictest_reader_asks_for(bool outside)
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.From(new Shape(3), 1f, 2f, 3f)));
        model.Archive = Zip(TwoFiles);
        var bytes = ModelWriter.ToBytes(model,
            new ModelWriterOptions { LargestFlatBuffer = outside ? 0 : new ModelWriterOptions().LargestFlatBuffer });

        using var archive = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(TwoFiles.Select(entry => entry.Name), archive.Entries.Select(entry => entry.FullName));
        using var reader = new StreamReader(archive.GetEntry("vocabulary/words.txt")!.Open());
        Assert.Equal(TwoFiles[1].Text, reader.ReadToEnd());
        using var again = TFLiteFile.Read(bytes, "written");
        Assert.Equal(model.Archive.ToArray(), again.Model.Archive.ToArray());
    }

    [Fact]
    public void An_archive_within_a_constant_is_no_archive_of_the_model()
    {
        var zip = Zip(TwoFiles);
        var bytes = ModelWriter.ToBytes(WrittenModels.Sum(Constant.From(new Tensor(ElementType.Int8, new Shape(zip.Length), zip))));
        var end = bytes.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        Assert.NotEqual(-1, end);

        using var file = TFLiteFile.Read(bytes, "read");
        Assert.True(file.Model.Archive.IsEmpty);
    }

    [Fact]
    public void Damaged_archives_are_none_and_never_stop_the_model_from_being_read()
    {
        var model = ModelWriter.ToBytes(WrittenModels.Sum(Constant.From(Tensor.From(new Shape(2), 1f, 2f))));
        var whole = Behind(model, Zip(TwoFiles), true);
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = whole.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(model.Length, bytes.Length)] = (byte)random.Next(256);
            }

            using var file = TFLiteFile.Read(bytes.AsMemory(0, random.Next(model.Length, bytes.Length + 1)), "damaged");
            Assert.NotEmpty(file.Model.Main.Nodes);
            Assert.NotEmpty(ModelWriter.ToBytes(file.Model));
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        var model = WrittenModels.Sum(Constant.From(Tensor.From(new Shape(2), 1f, 2f)));
        model.Archive = Zip(TwoFiles);

        var error = Assert.Throws<OctavoException>(() => AssociatedFiles.Read(model, "label.txt"));
        Assert.Contains("labels.txt", error.Expected, StringComparison.Ordinal);
    }

    private static byte[] Zip((string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var content = archive.CreateEntry(name).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Behind(byte[] model, byte[] zip, bool countsFromFile) =>
        [.. model, .. countsFromFile ? ZipDirectory.Find(zip)!.Copy(zip, model.Length) : zip];
}
