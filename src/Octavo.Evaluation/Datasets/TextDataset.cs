using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Lines "text, tab, label" in UTF-8; the label is a class index or a class name. Empty lines are passed over.</summary>
internal sealed class TextDataset(string path) : IDatasetReader
{
    private const int MaximumLineLength = 1 << 20;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Description => $"text {path}";

    public long? SampleCount => null;

    public ImmutableArray<string> Classes => [];

    public IEnumerable<Sample> Read()
    {
        using var stream = InputFile.Open(path);
        var line = new List<byte>();
        for (var number = 1; TryReadLine(stream, line, number); number++)
        {
            if (line.Count == 0)
            {
                continue;
            }

            var text = Decode(line, number);
            var tab = text.LastIndexOf('\t');
            if (tab < 0)
            {
                throw new OctavoException(ErrorKind.InvalidData, "A line has no label.", $"{path}, line {number}", "text, tab, label");
            }

            var label = text[(tab + 1)..].Trim();
            var isIndex = int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
            var content = new Tensor(new Shape(1), [Encoding.UTF8.GetBytes(text[..tab])]);
            yield return new Sample($"line {number}", [content], isIndex ? index : null, label);
        }
    }

    public void Dispose()
    {
    }

    private string Decode(List<byte> line, int number)
    {
        try
        {
            var text = StrictUtf8.GetString(line.ToArray());
            return number == 1 ? text.TrimStart('\uFEFF') : text;
        }
        catch (DecoderFallbackException failure)
        {
            throw new OctavoException(ErrorKind.InvalidData, "A line is no UTF-8 text.", $"{path}, line {number}", inner: failure);
        }
    }

    private bool TryReadLine(Stream stream, List<byte> line, int number)
    {
        line.Clear();
        while (true)
        {
            var value = stream.ReadByte();
            if (value is '\n' or -1)
            {
                if (line.Count > 0 && line[^1] == '\r')
                {
                    line.RemoveAt(line.Count - 1);
                }

                return value == '\n' || line.Count > 0;
            }

            line.Add((byte)value);
            if (line.Count > MaximumLineLength)
            {
                throw new OctavoException(ErrorKind.InvalidData, "A line is longer than any text.", $"{path}, line {number}",
                    $"at most {MaximumLineLength} bytes");
            }
        }
    }
}
