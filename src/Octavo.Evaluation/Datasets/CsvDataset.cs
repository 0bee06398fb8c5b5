using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// A CSV file with a header that names the columns <c>path</c> (of a picture in the file's folder or below) or <c>text</c>, and
/// <c>label</c> (a class number or
/// name), among others in any order; or without a header two columns, path and label.
/// </summary>
internal sealed class CsvDataset : IDatasetReader
{
    private const string PathColumn = "path";
    private const string TextColumn = "text";
    private const string LabelColumn = "label";
    private readonly string path;
    private readonly bool applyOrientation;
    private readonly bool keepsUnreadable;

    public CsvDataset(string path, bool applyOrientation, bool keepsUnreadable)
    {
        this.path = path;
        this.applyOrientation = applyOrientation;
        this.keepsUnreadable = keepsUnreadable;
        using var records = new CsvRecords(path);
        var first = records.Read().Select(record => record.Fields).FirstOrDefault() ?? throw new OctavoException(
            ErrorKind.InvalidData, "The file is empty.", path, "a header 'path,label' and one line a sample");
        Columns = ColumnsOf(first);
    }

    public string Description => $"CSV {path}";

    public long? SampleCount => null;

    public ImmutableArray<string> Classes => [];

    /// <summary>Where the path (or text) and the label stand.</summary>
    private (int Input, int Label, bool IsText, bool HasHeader) Columns { get; }

    /// <summary>Whether the first line names the columns.</summary>
    public static bool HasHeader(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path));
        var names = (ReadStart(reader) ?? "").TrimStart('\uFEFF').Split(',', '\t').Select(Named).ToList();
        return names.Contains(LabelColumn) && (names.Contains(PathColumn) || names.Contains(TextColumn));
    }

    /// <summary>What stands in the two columns of each record, with its line.</summary>
    internal IEnumerable<(int Line, string Input, string Label)> Rows()
    {
        using var records = new CsvRecords(path);
        var (input, label, _, hasHeader) = Columns;
        var fewest = Math.Max(input, label) + 1;
        foreach (var (line, fields) in records.Read().Skip(hasHeader ? 1 : 0))
        {
            if (fields.Count < fewest)
            {
                throw new OctavoException(
                    ErrorKind.InvalidData, "A line lacks columns.", $"{path}, line {line}", $"at least {fewest}", $"{fields.Count}");
            }

            yield return (line, fields[input], fields[label]);
        }
    }

    public IEnumerable<Sample> Read()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var (line, input, labelText) in Rows())
        {
            var text = labelText.Trim();
            var label = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : (int?)null;
            if (Columns.IsText)
            {
                yield return new Sample(
                    $"line {line}", [new Tensor(new Shape(1), [Encoding.UTF8.GetBytes(input)])], label, text.Length == 0 ? null : text);
            }
            else
            {
                yield return PictureSample.Read(
                    $"line {line}, {input}", PictureSample.Inside(folder, input, $"{path}, line {line}"), label, text.Length == 0 ? null
                    : text, applyOrientation, keepsUnreadable);
            }
        }
    }

    public void Dispose()
    {
    }

    private (int Input, int Label, bool IsText, bool HasHeader) ColumnsOf(List<string> first)
    {
        var names = first.Select(Named).ToList();
        var (file, text, label) = (names.IndexOf(PathColumn), names.IndexOf(TextColumn), names.IndexOf(LabelColumn));
        if (file < 0 && text < 0 && label < 0)
        {
            return names.Count == 2 ? (0, 1, false, false) : throw Header(first);
        }

        return label >= 0 && (file < 0) != (text < 0) ? (Math.Max(file, text), label, file < 0, true) : throw Header(first);
    }

    private OctavoException Header(List<string> found) => new(
        ErrorKind.InvalidData, "The first line does not name the columns.", path,
        "columns 'path' (or 'text') and 'label', or two columns without a header",
        string.Join(", ", found.Take(20).Select(name => $"'{name}'")));

    private static string Named(string field) => field.Trim(' ', '"', '\r').ToLowerInvariant();

    private static string? ReadStart(StreamReader reader)
    {
        var buffer = new char[4096];
        var count = reader.ReadBlock(buffer);
        var text = buffer.AsSpan(0, count);
        var end = text.IndexOf('\n');
        return new string(end < 0 ? text : text[..end]);
    }
}
