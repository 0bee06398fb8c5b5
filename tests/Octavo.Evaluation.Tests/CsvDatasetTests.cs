using System.Text;
using System.Text.Json;

namespace Octavo.Evaluation.Tests;

public sealed class CsvDatasetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("octavo").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Columns_are_found_by_their_names_in_any_order()
    {
        using var dataset = Dataset.Open(Write("data.csv", "id,Label,split,text\n1,de,test,\"Haus, groß\"\n2,3,test,the\n"));
        var samples = dataset.Read().ToList();
        Assert.Equal("Haus, groß", Encoding.UTF8.GetString(samples[0].Inputs[0].Strings[0].Span));
        Assert.Equal([("de", (int?)null), ("3", 3)], samples.Select(sample => (sample.LabelText!, sample.Label)));
        Assert.Equal("line 3", samples[1].Name);
    }

    [Fact]
    public void Lines_are_counted_through_quoted_line_breaks()
    {
        using var dataset = Dataset.Open(Write("data.csv", "text,label\n\"two\nlines\",1\n\nx,2\n"));
        Assert.Equal(["line 2", "line 5"], dataset.Read().Select(sample => sample.Name));
    }

    [Fact]
    public void A_tsv_with_named_columns_is_read_by_them_and_one_without_as_text_and_label()
    {
        using var named = Dataset.Open(Write("named.tsv", "label\ttext\nde\tHaus\n"));
        Assert.Equal("de", named.Read().Single().LabelText);
        using var plain = Dataset.Open(Write("plain.tsv", "Haus\tde\n"));
        Assert.Equal("de", plain.Read().Single().LabelText);
    }

    [Fact]
    public void A_picture_that_cannot_be_read_is_named_or_kept_with_its_failure()
    {
        File.WriteAllText(Path.Combine(folder, "broken.png"), "no picture");
        var path = Write("data.csv", "path,label\nbroken.png,1\nmissing.png,2\n");
        using var strict = Dataset.Open(path);
        Assert.Contains("broken.png", Assert.Throws<OctavoException>(() => strict.Read().ToList()).Where!, StringComparison.Ordinal);
        using var lenient = Dataset.Open(path, new DatasetOptions { KeepsUnreadable = true });
        Assert.Equal([ErrorKind.InvalidData, ErrorKind.InputOutput], lenient.Read().Select(sample => sample.Failure!.Kind));
    }

    [Theory]
    [InlineData("../outside.png")]
    [InlineData("/etc/hostname")]
    [InlineData("")]
    public void A_path_out_of_the_folder_is_refused(string name)
    {
        using var dataset = Dataset.Open(Write("data.csv", $"path,label\n\"{name}\",1\n"));
        var error = Assert.Throws<OctavoException>(() => dataset.Read().ToList());
        Assert.Equal(ErrorKind.InvalidData, error.Kind);
        Assert.Contains("line 2", error.Where!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("path,text,label\na,b,c\n")]
    [InlineData("path\na.png\n")]
    [InlineData("")]
    public void Columns_that_are_not_named_are_refused(string text) =>
        Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(() => Dataset.Open(Write("data.csv", text))).Kind);

    [Theory]
    [InlineData("\"a\"b,1\n")]
    [InlineData("\"a,1\n")]
    public void Quotes_that_do_not_close_a_field_are_refused_with_their_line(string line)
    {
        var path = Write("data.csv", $"text,label\n{line}");
        using var dataset = Dataset.Open(path);
        Assert.Contains("line 2", Assert.Throws<OctavoException>(() => dataset.Read().ToList()).Where!, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_there_are_they_are_rows_or_refused()
    {
        var random = new Random(27);
        var seed = Encoding.UTF8.GetBytes("id,text,label\n1,\"two, words\",de\n2,\"a \"\"b\"\"\nc\",3\n\n4,d,0");
        var path = Path.Combine(folder, "changed.csv");
        var accepted = 0;
        for (var run = 0; run < 500; run++)
        {
            var bytes = (byte[])seed.Clone();
            for (var change = random.Next(3); change >= 0; change--)
            {
                bytes[random.Next(14, bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"\",\n\r\ta"[random.Next(6)];
            }

            File.WriteAllBytes(path, bytes);
            try
            {
                using var dataset = Dataset.Open(path);
                accepted += dataset.Read().Count() >= 0 ? 1 : 0;
            }
            catch (OctavoException error)
            {
                Assert.Equal(ErrorKind.InvalidData, error.Kind);
            }
        }

        Assert.InRange(accepted, 50, 450);
    }

    [RecordedFact]
    public void Recorded_files_are_read_or_refused_as_recorded()
    {
        var shared = SharedFolder.Of("conformance", "_datasets");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "manifest.json")));
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared, "csv.json")));
        var entries = manifest.RootElement.EnumerateArray().Where(entry => entry.GetProperty("format").GetString() == "csv").ToList();
        foreach (var file in entries.Select(entry => entry.GetProperty("file").GetString()!))
        {
            List<(int Line, string Input, string Label)> Rows()
            {
                using var dataset = new CsvDataset(Path.Combine(shared, file), false, false);
                return [.. dataset.Rows()];
            }

            if (entries.Single(entry => entry.GetProperty("file").GetString() == file).GetProperty("expect").GetString() == "error")
            {
                Assert.Equal(ErrorKind.InvalidData, Assert.Throws<OctavoException>(Rows).Kind);
                continue;
            }

            var rows = expected.RootElement.GetProperty(Path.GetFileName(file)).GetProperty("rows").EnumerateArray().Select(
                row => (row[0].GetString()!, row[1].GetString()!));
            Assert.Equal(rows, Rows().Select(row => (row.Input, row.Label)));
        }

        Assert.Equal(18, entries.Count);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
